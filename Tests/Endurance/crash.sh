#!/bin/sh
# Kills goodfaith at every system call that changes something, and what recovers from that in turn; see
# docs/reliability.md.
#
#   GOODFAITH=.build/release/goodfaith sh Tests/Endurance/crash.sh [KILLS]
#
# Ends with exit code 1 where anything was lost, or where there were fewer kills than KILLS (1000).
exec python3 -B "$(dirname "$0")/driving/crash.py" "$@"
