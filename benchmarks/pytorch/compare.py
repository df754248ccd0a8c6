"""Runs search steps or inference of this project and of PyTorch in turn, and prints times, spread, ratio and peak memory as a table.

    dotnet build -c Release benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks
    /usr/bin/python3 benchmarks/pytorch/compare.py search-steps 4-3-32-8 8-3-64-8 8-5-32-16 16-5-32-32 --rounds 3
    /usr/bin/python3 benchmarks/pytorch/compare.py inference 16-5-1-32 16-5-32-32 16-5-256-32 --threads 1 --steps 10

Each round runs every program once: ours, and PyTorch with both layouts and with each number of threads. The best of PyTorch's
settings, by the median, counts. Beside the seconds of a clock stand the processor's seconds, which other work on the machine
disturbs less.
"""
import argparse
import glob
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = "Microsoft.ML.NeuralArchitectureSearch.Benchmarks"
SCRIPTS = {"search-steps": "supernet_step.py", "inference": "inference.py"}


def ours(sizes, threads, steps, command="search-steps"):
    # A build for a runtime identifier lies in a folder of its own, release_linux-x64.
    built = os.path.join(HERE, "..", "..", "artifacts", "**", PROGRAM, "release*", PROGRAM)
    programs = [path.replace(".runtimeconfig.json", ".dll") for path in glob.glob(built + ".runtimeconfig.json", recursive=True)]
    if not programs:
        sys.exit("Build the benchmarks first: dotnet build -c Release benchmarks/" + PROGRAM)
    newest = max(programs, key=os.path.getmtime)
    return ["dotnet", newest, command, sizes, str(threads), str(steps)]


def pytorch(kind, sizes, layout, threads, steps):
    script = os.path.join(HERE, SCRIPTS[kind])
    return [sys.executable, script, sizes, "--layout", layout, "--threads", str(threads), "--steps", str(steps)]


def run(command, threads):
    # torch.set_num_threads does not reach the threads of OpenBLAS.
    environment = dict(os.environ, OMP_WAIT_POLICY="PASSIVE", OPENBLAS_NUM_THREADS=str(threads))
    # OpenBLAS chooses its kernels by the processor; told to take Haswell's, it had 108 GF/s instead of 177
    # (64x600x600, one thread, AVX-512).
    environment.pop("OPENBLAS_CORETYPE", None)
    output = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    lines = [line.split() for line in output.splitlines()]
    steps = [(float(line[1]), float(line[2])) for line in lines if line[0] == "step"]
    return steps, *(next(float(line[1]) for line in lines if line[0] == name) for name in ("rest", "peak"))


class Measured:
    def __init__(self, runs):
        steps = [step for steps, _, _ in runs for step in steps]
        self.seconds = [step[0] for step in steps]
        self.median = statistics.median(self.seconds)
        self.processor = statistics.median(step[1] for step in steps)
        self.peak = max(peak for _, _, peak in runs)
        self.grown = self.peak - min(rest for _, rest, _ in runs)

    def __str__(self):
        return f"{self.median:.4g} ({min(self.seconds):.4g} to {max(self.seconds):.4g}) | {self.processor:.4g} | {self.peak:.0f}"


def compare(sizes, arguments):
    settings = [(layout, threads) for layout in ("nchw", "channels_last") for threads in arguments.threads]
    runs = {setting: [] for setting in ["ours", *settings]}
    most = max(arguments.threads)
    for _ in range(arguments.rounds):
        runs["ours"].append(run(ours(sizes, most, arguments.steps * 3, arguments.kind), most))
        for setting in settings:
            runs[setting].append(run(pytorch(arguments.kind, sizes, *setting, arguments.steps), setting[1]))
    measured = {setting: Measured(of) for setting, of in runs.items()}
    best = min(settings, key=lambda setting: measured[setting].median)
    own, other = measured["ours"], measured[best]
    thrifty = min(measured[setting].processor for setting in settings)
    print(f"| {sizes} | {own} | {other} | {best[0]}, {best[1]} | {other.median / own.median:.1f} | "
          f"{thrifty / own.processor:.1f} | {other.peak / own.peak:.1f} | {other.grown / own.grown:.1f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=SCRIPTS)
    parser.add_argument("sizes", nargs="+", help="channels-cells-images-size, such as 16-5-32-32")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=2, help="of PyTorch in a round; three times as many of ours")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    arguments = parser.parse_args()
    print("| channels-cells-images-size | ours: s a step, median (least to most) | processor's s | peak MB "
          "| PyTorch: s a step, median (least to most) | processor's s | peak MB | its layout, threads "
          "| ratio | ratio of the processor's least s | ratio of peaks | ratio of what the peaks are above the memory at rest |")
    print("|---" * 12 + "|")
    for sizes in arguments.sizes:
        compare(sizes, arguments)


if __name__ == "__main__":
    main()
