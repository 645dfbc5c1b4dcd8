#!/usr/bin/env python3
"""Start of the desktop client beside recoll and sqlitebrowser, under Xvfb, in one run.

usage: tests/bench/startup.py [BUILD]     (default: build/release)
For each program, five starts on a warm machine: milliseconds until its window is mapped, memory 1.5 s later. For
ours also what --startup-report tells: window, engine, first search shown. Needs xvfb, xdotool, recoll, sqlitebrowser (installer/setup bench).
"""
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5


def window_of(pid, environment):
    found = subprocess.run(["xdotool", "search", "--all", "--onlyvisible", "--pid", str(pid), "--name", "..."], capture_output=True, text=True, env=environment)
    return found.stdout.strip()


def memory_mib(pid):
    """Resident (with shared libraries counted whole) and proportional."""
    with open(f"/proc/{pid}/smaps_rollup") as file:
        figures = {line.split()[0]: int(line.split()[1]) / 1024 for line in file if line.startswith(("Rss:", "Pss:"))}
    return figures["Rss:"], figures["Pss:"]


def start(command, environment, home):
    environment = dict(environment, HOME=home, XDG_DATA_HOME=home + "/share", XDG_CONFIG_HOME=home + "/config", XDG_RUNTIME_DIR=home)
    begin = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    while not window_of(process.pid, environment):
        if time.monotonic() - begin > 20 or process.poll() is not None:
            break
        time.sleep(0.002)
    window = (time.monotonic() - begin) * 1000
    time.sleep(1.5)
    memory = memory_mib(process.pid) if process.poll() is None else (float("nan"), float("nan"))
    process.send_signal(signal.SIGTERM)
    try:
        output, _ = process.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
    steps = {line.split()[0]: int(line.split()[1]) for line in output.splitlines() if line.endswith(" ms")}
    return window, memory, steps


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build/release"
    ours = os.path.abspath(build + "/bin/explorerio")
    display = ":97"
    xvfb = subprocess.Popen(["Xvfb", display, "-screen", "0", "1440x900x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL)
    environment = dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb")
    environment.pop("WAYLAND_DISPLAY", None)
    time.sleep(1)
    try:
        with tempfile.TemporaryDirectory() as home:
            data = home + "/data"
            os.mkdir(data)
            # A workspace with the sample data, as it is after the first day.
            subprocess.run([ours, "--tour", "--data", data + "/workspace"], check=True, stdout=subprocess.DEVNULL)
            with open(data + "/session.json", "w") as file:
                file.write('{"workspace": "local", "area": "explore"}')
            programs = [
                ("explorerio", [ours, "--data", data, "--startup-report"]),
                ("recoll", ["recoll"]),
                ("sqlitebrowser", ["sqlitebrowser"]),
            ]
            programs = [(name, command) for name, command in programs if shutil.which(command[0])]
            rows = {name: [] for name, _ in programs}
            for run in range(RUNS + 1):
                for name, command in programs:
                    result = start(command, environment, home)
                    # The first one warms the machine.
                    if run > 0:
                        rows[name].append(result)
            print(f"{'program':<14} {'window, ms (median, min-max)':<32} {'resident, MiB':>14} {'PSS, MiB':>9}   steps reported by itself, ms")
            for name, results in rows.items():
                windows = [window for window, _, _ in results]
                steps = {key: statistics.median(r[2][key] for r in results if key in r[2]) for key in results[0][2]}
                text = f"{statistics.median(windows):.0f}, {min(windows):.0f}-{max(windows):.0f}"
                print(f"{name:<14} {text:<32} {statistics.median(m[0] for _, m, _ in results):>14.0f} {statistics.median(m[1] for _, m, _ in results):>9.0f}   {steps or ''}")
    finally:
        xvfb.terminate()
        xvfb.wait()


if __name__ == "__main__":
    main()
