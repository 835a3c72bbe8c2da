"""Kills commands at every system call that changes something, and what recovers from that in turn.

usage: crash.py [KILLS]   (so many kills at least; 1000 where none are given)

Prints a line for each command: how many calls it makes, how many kills there were of it and of the commands that
recover, how many states they left, and how often something was lost. Ends with exit code 1 where anything was.
"""

import os
import random
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import scenes
from aftermath import Base, after, after_next, copy, fingerprint_of_state
from life import live
from office import Run, goodfaith, require_tools
from power import without_power
from strace import calls, killing
from tally import Tally, together


def try_scene(place, part=0, parts=1):
    """One scene: a kill at every call of the command, then at every call of what recovers from each state. Of several
    parts, each kills at calls of its own."""
    scene = scenes.ALL[place]
    folder = tempfile.mkdtemp(prefix="goodfaith-crash-")
    tally = Tally(scene.name)
    try:
        base = Base(scene, folder)
        tally.calls = len(base.calls)
        states = {}
        for count, call in list(enumerate(base.calls))[part::parts]:
            work = base.stage(f"{folder}/work")
            run = goodfaith(work, *scene.words, under=killing(call), bytes_max=base.room)
            tally.kills += run.is_killed
            tally.note(f"{call}, no power", _lose_power(base, folder, tally, work, count, run))
            state = fingerprint_of_state(work)
            if state not in states:
                states[state] = (copy(work, f"{folder}/state-{len(states)}"), str(call), run)
            tally.note(str(call), after(base, work, run))
        if not base.room and part == 0:
            run = Run(scene.statuses[0], "", "")
            tally.note("the end, no power",
                       _lose_power(base, folder, tally, base.done_folder, len(base.calls), run))
        for left, when, run in [kept for kept in states.values() if kept and not scene.is_long]:
            for words in [scene.words, *scene.next[:1]]:
                _kill_recovery(base, folder, tally, states, left, when, run, words)
        tally.states = {state if isinstance(state, str) else state[0] for state in states}
    except (OSError, RuntimeError) as error:
        tally.note("stage", [str(error)])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return tally


def _lose_power(base, folder, tally, work, count, run):
    """The same once more, where the power goes with the process: what was not synced is gone."""
    left = without_power(base, work, count, f"{folder}/no-power")
    if left is None:
        return []
    if Path(left, base.scene.ledger or ".").exists():
        tally.power += 1
        return after(base, left, run)
    return ["the ledger is gone"]


def _kill_recovery(base, folder, tally, states, left, when, run, words):
    """Kills what recovers at every call of it. What was recovered from once is not recovered from again: the same
    bytes give the same."""
    is_same = words == base.scene.words
    _, found = calls(copy(left, f"{folder}/counted"), words)
    for call in found:
        work = copy(left, f"{folder}/work")
        again = goodfaith(work, *words, under=killing(call))
        tally.recovery_kills += again.is_killed
        # Where the recovery is the command itself, what it says acknowledges the same.
        told = again if is_same and (again.output or again.status == 0) else run
        state = fingerprint_of_state(work)
        known = (state, is_same, told.status == 0, told.output.count("sha256:"))
        if known in states:
            continue
        states[known] = None
        wrong = after(base, work, told) if is_same else after_next(base, work)
        tally.note(f"{when}, {'recovery' if is_same else 'next'}, {call}", wrong)


def main():
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    require_tools("strace", "prlimit")
    jobs = int(os.environ.get("JOBS", os.cpu_count() or 1))
    chosen = [place for place, scene in enumerate(scenes.ALL) if os.environ.get("SCENE", "") in scene.name]
    # What takes long is shared out.
    parts = {place: jobs if scenes.ALL[place].is_long else 1 for place in chosen}
    print(f"{'command':34} {'calls':>5} {'kills':>6} {'recovering':>10} {'no power':>8} {'states':>6} {'lost':>5}", flush=True)
    total, wrong = 0, []

    def show(tally):
        nonlocal total, wrong
        total += tally.kills + tally.recovery_kills
        wrong += tally.wrong
        print(f"{tally.name:34} {tally.calls:5} {tally.kills:6} {tally.recovery_kills:10} {tally.power:8} {len(tally.states):6} "
              f"{len(tally.wrong):5}", flush=True)

    with ProcessPoolExecutor(jobs) as pool:
        started = [[pool.submit(try_scene, place, part, parts[place]) for part in range(parts[place])] for place in chosen]
        for tallies in started:
            show(together([tally.result() for tally in tallies]))
    seed = int(os.environ.get("SEED", random.randrange(1 << 32)))
    if "SCENE" not in os.environ:
        show(live(max(100, wanted - total), seed))
    print(f"\n{total} kills, {len(wrong)} times something was lost or wrong (seed {seed})")
    for sentence in wrong[:100]:
        print("  " + sentence)
    if total < wanted and "SCENE" not in os.environ:
        print(f"fewer kills than the {wanted} that were asked for")
    sys.exit(1 if wrong or total < wanted and "SCENE" not in os.environ else 0)


if __name__ == "__main__":
    main()
