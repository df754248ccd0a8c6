"""Runs search steps for recurrent cells of this project and of PyTorch in turn, and prints times, spread, ratios and peak memory as a table.

    dotnet build -c Release benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks
    /usr/bin/python3 benchmarks/pytorch/compare_recurrent.py 64-300-35-10000 --rounds 3

Each round runs both programs once with each number of threads. Beside the seconds of a clock stand the processor's seconds, which
other work on the machine disturbs less.
"""
import argparse
import os
import sys

from compare import HERE, Measured, ours, run


def pytorch(sizes, threads, steps):
    script = os.path.join(HERE, "recurrent_step.py")
    return [sys.executable, script, sizes, "--threads", str(threads), "--steps", str(steps)]


def compare(sizes, arguments):
    runs = {(who, threads): [] for threads in arguments.threads for who in ("ours", "pytorch")}
    for _ in range(arguments.rounds):
        for threads in arguments.threads:
            runs["ours", threads].append(run(ours(sizes, threads, arguments.steps * 3, "recurrent-steps"), threads))
            runs["pytorch", threads].append(run(pytorch(sizes, threads, arguments.steps), threads))
    for threads in arguments.threads:
        own, other = Measured(runs["ours", threads]), Measured(runs["pytorch", threads])
        print(f"| {sizes} | {threads} | {own} | {other} | {other.median / own.median:.1f} | "
              f"{other.processor / own.processor:.1f} | {other.peak / own.peak:.1f} | {other.grown / own.grown:.1f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="+", help="batch-hidden-time steps-words, such as 64-300-35-10000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=2, help="of PyTorch in a round; three times as many of ours")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    arguments = parser.parse_args()
    print("| batch-hidden-time steps-words | threads | ours: s a step, median (least to most) | processor's s | peak MB "
          "| PyTorch: s a step, median (least to most) | processor's s | peak MB | ratio | ratio of the processor's s | ratio of peaks "
          "| ratio of what the peaks are above the memory at rest |")
    print("|---" * 12 + "|")
    for sizes in arguments.sizes:
        compare(sizes, arguments)


if __name__ == "__main__":
    main()
