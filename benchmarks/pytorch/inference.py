"""Scores batches of images by the final network of DARTS's published cells in PyTorch: what our inference is compared with.

The network is that of the paper's appendix A.2: Liu et al., "DARTS: Differentiable Architecture Search" (2019),
arXiv:1806.09055; eager, in evaluation mode, without gradients. Prints a line for each batch with its seconds and its
processor's seconds, then the peak memory in megabytes.

    python3 inference.py 16-5-32-32 --threads 1 --layout channels_last --steps 10
"""
import argparse

from timing import measure

import torch
from torch import nn
from torch.nn import functional

# DARTS's second-order cells: for each node two edges, (operation, state that it reads).
NORMAL = [("sep3", 0), ("sep3", 1), ("sep3", 0), ("sep3", 1), ("sep3", 1), ("skip", 0), ("skip", 0), ("dil3", 2)]
REDUCTION = [("max", 0), ("max", 1), ("skip", 2), ("max", 1), ("max", 0), ("skip", 2), ("skip", 2), ("max", 1)]
NODES = 4


class FactorizedReduction(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.even = nn.Conv2d(inputs, outputs // 2, 1, stride=2, bias=False)
        self.odd = nn.Conv2d(inputs, outputs // 2, 1, stride=2, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        x = functional.relu(x)
        return self.norm(torch.cat([self.even(x), self.odd(x[:, :, 1:, 1:])], dim=1))


def stage(channels, kernel, stride, dilation):
    return [
        nn.ReLU(),
        nn.Conv2d(channels, channels, kernel, stride, kernel // 2 * dilation, dilation, groups=channels, bias=False),
        nn.Conv2d(channels, channels, 1, bias=False),
        nn.BatchNorm2d(channels),
    ]


def operation(name, channels, stride):
    if name == "sep3":
        return nn.Sequential(*stage(channels, 3, stride, 1), *stage(channels, 3, 1, 1))
    if name == "dil3":
        return nn.Sequential(*stage(channels, 3, stride, 2))
    if name == "max":
        return nn.MaxPool2d(3, stride, 1)
    return nn.Identity() if stride == 1 else FactorizedReduction(channels, channels)


def projection(inputs, outputs):
    return nn.Sequential(nn.ReLU(), nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs))


class Cell(nn.Module):
    def __init__(self, earlier, previous, channels, reduces, previous_reduces):
        super().__init__()
        edges = REDUCTION if reduces else NORMAL
        self.first = FactorizedReduction(earlier, channels) if previous_reduces else projection(earlier, channels)
        self.second = projection(previous, channels)
        self.sources = [source for _, source in edges]
        self.edges = nn.ModuleList(operation(name, channels, 2 if reduces and source < 2 else 1) for name, source in edges)

    def forward(self, earlier, previous):
        states = [self.first(earlier), self.second(previous)]
        for node in range(NODES):
            left, right = 2 * node, 2 * node + 1
            states.append(self.edges[left](states[self.sources[left]]) + self.edges[right](states[self.sources[right]]))
        return torch.cat(states[2:], dim=1)


class Network(nn.Module):
    def __init__(self, channels, layers, classes=10):
        super().__init__()
        stem = 3 * channels
        self.stem = nn.Sequential(nn.Conv2d(3, stem, 3, padding=1, bias=False), nn.BatchNorm2d(stem))
        self.cells = nn.ModuleList()
        earlier, previous, previous_reduces = stem, stem, False
        for layer in range(layers):
            reduces = layer in (layers // 3, 2 * layers // 3)
            channels *= 2 if reduces else 1
            self.cells.append(Cell(earlier, previous, channels, reduces, previous_reduces))
            earlier, previous, previous_reduces = previous, NODES * channels, reduces
        self.classifier = nn.Linear(previous, classes)

    def forward(self, images):
        earlier = previous = self.stem(images)
        for cell in self.cells:
            earlier, previous = previous, cell(earlier, previous)
        return self.classifier(functional.adaptive_avg_pool2d(previous, 1).flatten(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", help="channels-cells-images-size, such as 16-5-32-32")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--layout", choices=["nchw", "channels_last"], default="channels_last")
    parser.add_argument("--steps", type=int, default=10)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    channels, layers, count, size = map(int, arguments.sizes.split("-"))
    layout = torch.channels_last if arguments.layout == "channels_last" else torch.contiguous_format
    network = Network(channels, layers).eval().to(memory_format=layout)
    images = torch.randn(count, 3, size, size).to(memory_format=layout)
    with torch.no_grad():
        measure(lambda: network(images).sum().item(), arguments.steps, warm_up=3)
    print(f"parameters {sum(parameter.numel() for parameter in network.parameters())}")


if __name__ == "__main__":
    main()
