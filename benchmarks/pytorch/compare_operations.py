"""Runs this project's kernels and TorchSharp's own operations (the same networks, KernelThreads = 0) in turn, and prints a table.

    dotnet build -c Release benchmarks/Microsoft.ML.NeuralArchitectureSearch.Benchmarks
    /usr/bin/python3 benchmarks/pytorch/compare_operations.py search-steps 16-5-32-32 8-5-32-16 8-3-64-8 --rounds 2
    /usr/bin/python3 benchmarks/pytorch/compare_operations.py training-steps 16-5-32-32
    /usr/bin/python3 benchmarks/pytorch/compare_operations.py inference 16-5-1-32 36-20-1-32 8-5-1-8 --threads 1
    /usr/bin/python3 benchmarks/pytorch/compare_operations.py recurrent-steps 64-300-35-10000

Each round runs the kernels with the largest number of threads once, and the operations with each number of threads. The better
number of threads, by the median, counts.
"""
import argparse

from compare import Measured, ours, run


def compare(sizes, arguments):
    runs = {"kernels": [], **{threads: [] for threads in arguments.threads}}
    most = max(arguments.threads)
    for _ in range(arguments.rounds):
        runs["kernels"].append(run(ours(sizes, most, arguments.steps * 3, arguments.kind), most))
        for threads in arguments.threads:
            runs[threads].append(run(ours(sizes, -threads, arguments.steps, arguments.kind), threads))
    measured = {who: Measured(of) for who, of in runs.items()}
    best = min(arguments.threads, key=lambda threads: measured[threads].median)
    own, other = measured["kernels"], measured[best]
    print(f"| {sizes} | {own} | {other} | {best} | {other.median / own.median:.1f} | "
          f"{other.processor / own.processor:.1f} | {other.peak / own.peak:.1f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=["search-steps", "training-steps", "inference", "recurrent-steps"])
    parser.add_argument("sizes", nargs="+", help="as the benchmarks take them, such as 16-5-32-32")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=2, help="of the operations in a round; three times as many of the kernels")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    arguments = parser.parse_args()
    print("| sizes | kernels: s, median (least to most) | processor's s | peak MB "
          "| TorchSharp's operations: s, median (least to most) | processor's s | peak MB | threads "
          "| ratio | ratio of the processor's s | ratio of peaks |")
    print("|---" * 11 + "|")
    for sizes in arguments.sizes:
        compare(sizes, arguments)


if __name__ == "__main__":
    main()
