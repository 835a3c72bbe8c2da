#!/bin/sh
# Writers and readers of one ledger at the same time, for a minute or for SECONDS; see docs/reliability.md.
#
#   GOODFAITH=.build/release/goodfaith sh Tests/Endurance/together.sh [SECONDS]
#
# Ends with exit code 1 where an entry that anybody saw, or that was acknowledged, does not stand at the end.
exec python3 -B "$(dirname "$0")/driving/together.py" "$@"
