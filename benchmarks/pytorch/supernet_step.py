"""Search steps of DARTS in PyTorch: what the kernels are compared with.

A step is an architecture step (first order) on one mini-batch and a step of the weights on another, as in the paper's
reference code: Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, Algorithm 1 with xi = 0.
Prints a line for each step with its seconds and its processor's seconds, then the peak memory in megabytes.

    python3 supernet_step.py 16-5-32-32 --threads 2 --layout channels_last --steps 3
"""
import argparse

from timing import measure

import torch
from torch import nn
from torch.nn import functional

NODES = 4
EDGES = NODES * (NODES + 3) // 2
OPERATIONS = 8


class Zero(nn.Module):
    def __init__(self, stride):
        super().__init__()
        self.stride = stride

    def forward(self, x):
        return x[:, :, :: self.stride, :: self.stride].mul(0.0)


class FactorizedReduction(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.even = nn.Conv2d(inputs, outputs // 2, 1, stride=2, bias=False)
        self.odd = nn.Conv2d(inputs, outputs // 2, 1, stride=2, bias=False)
        self.norm = nn.BatchNorm2d(outputs, affine=False)

    def forward(self, x):
        x = functional.relu(x)
        return self.norm(torch.cat([self.even(x), self.odd(x[:, :, 1:, 1:])], dim=1))


def stage(channels, kernel, stride, dilation):
    padding = kernel // 2 * dilation
    return [
        nn.ReLU(),
        nn.Conv2d(channels, channels, kernel, stride, padding, dilation, groups=channels, bias=False),
        nn.Conv2d(channels, channels, 1, bias=False),
        nn.BatchNorm2d(channels, affine=False),
    ]


def separable(channels, kernel, stride):
    return nn.Sequential(*stage(channels, kernel, stride, 1), *stage(channels, kernel, 1, 1))


def projection(inputs, outputs):
    return nn.Sequential(nn.ReLU(), nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs, affine=False))


def candidates(channels, stride):
    norm = lambda: nn.BatchNorm2d(channels, affine=False)
    return nn.ModuleList([
        Zero(stride),
        nn.Sequential(nn.MaxPool2d(3, stride, 1), norm()),
        nn.Sequential(nn.AvgPool2d(3, stride, 1, count_include_pad=False), norm()),
        nn.Identity() if stride == 1 else FactorizedReduction(channels, channels),
        separable(channels, 3, stride),
        separable(channels, 5, stride),
        nn.Sequential(*stage(channels, 3, stride, 2)),
        nn.Sequential(*stage(channels, 5, stride, 2)),
    ])


class Cell(nn.Module):
    def __init__(self, earlier, previous, channels, reduces, previous_reduces):
        super().__init__()
        self.reduces = reduces
        self.first = FactorizedReduction(earlier, channels) if previous_reduces else projection(earlier, channels)
        self.second = projection(previous, channels)
        self.edges = nn.ModuleList(
            candidates(channels, 2 if reduces and source < 2 else 1) for node in range(NODES) for source in range(node + 2))

    def forward(self, earlier, previous, weights):
        states = [self.first(earlier), self.second(previous)]
        edge = 0
        for _ in range(NODES):
            node = 0
            for state in states:
                node = node + sum(weight * operation(state) for weight, operation in zip(weights[edge], self.edges[edge]))
                edge += 1
            states.append(node)
        return torch.cat(states[2:], dim=1)


class Supernet(nn.Module):
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
        self.alphas = [nn.Parameter(1e-3 * torch.randn(EDGES, OPERATIONS)) for _ in range(2)]

    def forward(self, images):
        normal, reduction = (alpha.softmax(-1) for alpha in self.alphas)
        earlier = previous = self.stem(images)
        for cell in self.cells:
            earlier, previous = previous, cell(earlier, previous, reduction if cell.reduces else normal)
        return self.classifier(functional.adaptive_avg_pool2d(previous, 1).flatten(1))


class Search:
    def __init__(self, channels, layers, images, size, layout):
        torch.manual_seed(1)
        format = torch.channels_last if layout == "channels_last" else torch.contiguous_format
        self.network = Supernet(channels, layers).to(memory_format=format)
        self.weights = torch.optim.SGD(self.network.parameters(), 0.025, momentum=0.9, weight_decay=3e-4)
        self.architecture = torch.optim.Adam(self.network.alphas, 3e-4, betas=(0.5, 0.999), weight_decay=1e-3)
        batch = lambda: (torch.randn(images, 3, size, size).to(memory_format=format), torch.randint(10, (images,)))
        self.training, self.validation = batch(), batch()

    def loss(self, batch):
        return functional.cross_entropy(self.network(batch[0]), batch[1])

    def step(self):
        # As the reference code: the weights' gradients of this pass are computed and thrown away.
        self.architecture.zero_grad()
        self.loss(self.validation).backward()
        self.architecture.step()
        self.weights.zero_grad()
        self.loss(self.training).backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5)
        self.weights.step()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", help="channels-cells-images-size, such as 16-5-32-32")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--layout", choices=["nchw", "channels_last"], default="channels_last")
    parser.add_argument("--steps", type=int, default=3)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    search = Search(*map(int, arguments.sizes.split("-")), arguments.layout)
    measure(search.step, arguments.steps)


if __name__ == "__main__":
    main()
