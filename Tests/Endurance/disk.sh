#!/bin/sh
# Runs goodfaith on a disk that fails: every writing call with every error, short writes, full file systems; see
# docs/reliability.md. Whoever may mount gets the full file systems too.
#
#   GOODFAITH=.build/release/goodfaith sh Tests/Endurance/disk.sh
#
# Ends with exit code 1 where anything was lost, or an error was not told.
exec python3 -B "$(dirname "$0")/driving/disk.py" "$@"
