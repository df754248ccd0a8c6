"""Search steps of DARTS for recurrent cells in PyTorch: what the recurrent kernels are compared with.

A step is an architecture step (first order) on one mini-batch and a step of the weights on another, as in the paper's
reference code: Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, sections 2.1 and 3.1.2.
Prints a line for each step with its seconds and its processor's seconds, then the peak memory in megabytes.

    python3 recurrent_step.py 64-300-35-10000 --threads 2 --steps 3
"""
import argparse

from timing import measure

import torch
from torch import nn
from torch.nn import functional

NODES = 8
EDGES = NODES * (NODES + 1) // 2
ACTIVATIONS = [torch.tanh, torch.relu, torch.sigmoid, lambda x: x]

# The search's settings in the reference code.
LEARNING_RATE, CLIPPING, WEIGHT_DECAY = 20.0, 0.25, 5e-7
DROP_OUTPUT, DROP_EMBEDDED, DROP_INPUT, DROP_HIDDEN, DROP_WORDS = 0.75, 0.2, 0.75, 0.25, 0.0
SLOWNESS = 1e-3


def mask(*sizes, drop):
    return torch.empty(*sizes).bernoulli_(1 - drop) / (1 - drop)


def drop_words(embedding, words, drop):
    weight = embedding.weight
    if drop > 0:
        weight = weight * mask(weight.size(0), 1, drop=drop)
    return functional.embedding(words, weight)


class SearchCell(nn.Module):
    """All time steps of the relaxed cell."""

    def __init__(self, inputs, hidden):
        super().__init__()
        self.hidden = hidden
        uniform = lambda *sizes: nn.Parameter(torch.empty(*sizes).uniform_(-0.04, 0.04))
        self.first = uniform(inputs + hidden, 2 * hidden)
        self.nodes = nn.ParameterList(uniform(hidden, 2 * hidden) for _ in range(NODES))
        self.norm = nn.BatchNorm1d(hidden, affine=False)

    def forward(self, inputs, hidden, choice):
        input_mask = hidden_mask = None
        if self.training:
            input_mask = mask(inputs.size(1), inputs.size(2), drop=DROP_INPUT)
            hidden_mask = mask(hidden.size(0), hidden.size(1), drop=DROP_HIDDEN)
        outputs = []
        for step in inputs:
            hidden = self.step(step, hidden, input_mask, hidden_mask, choice)
            outputs.append(hidden)
        return torch.stack(outputs), hidden

    def step(self, x, hidden, input_mask, hidden_mask, choice):
        dropped = (x * input_mask, hidden * hidden_mask) if self.training else (x, hidden)
        carry, proposal = torch.cat(dropped, dim=-1).mm(self.first).split(self.hidden, dim=-1)
        states = self.norm(hidden + carry.sigmoid() * (proposal.tanh() - hidden)).unsqueeze(0)
        edge = 0
        for node, weight in enumerate(self.nodes):
            masked = states * hidden_mask.unsqueeze(0) if self.training else states
            both = masked.view(-1, self.hidden).mm(weight).view(node + 1, -1, 2 * self.hidden)
            carry, proposal = both.split(self.hidden, dim=-1)
            carry = carry.sigmoid()
            state = torch.zeros_like(states[0])
            for index, activation in enumerate(ACTIVATIONS):
                candidate = states + carry * (activation(proposal) - states)
                state = state + (choice[edge:edge + node + 1, index + 1, None, None] * candidate).sum(dim=0)
            states = torch.cat([states, self.norm(state).unsqueeze(0)])
            edge += node + 1
        return states[-NODES:].mean(dim=0)


class LanguageModel(nn.Module):
    """Embedding, search cell, and a decoder that shares the embedding's weights."""

    def __init__(self, words, width):
        super().__init__()
        self.embedding = nn.Embedding(words, width)
        self.embedding.weight.data.uniform_(-0.1, 0.1)
        self.cell = SearchCell(width, width)
        self.bias = nn.Parameter(torch.zeros(words))
        self.alpha = nn.Parameter(1e-3 * torch.randn(EDGES, 1 + len(ACTIVATIONS)))

    def weights(self):
        return [self.embedding.weight, self.bias, *self.cell.parameters()]

    def forward(self, words, hidden):
        embedded = drop_words(self.embedding, words, DROP_WORDS if self.training else 0)
        if self.training:
            embedded = embedded * mask(1, *embedded.shape[1:], drop=DROP_EMBEDDED)
        raw, hidden = self.cell(embedded, hidden, self.alpha.softmax(-1))
        output = raw * mask(1, *raw.shape[1:], drop=DROP_OUTPUT) if self.training else raw
        logits = functional.linear(output.flatten(0, 1), self.embedding.weight, self.bias)
        return functional.log_softmax(logits, dim=-1), hidden, raw


class Search:
    def __init__(self, batch, width, length, words):
        torch.manual_seed(1)
        self.model = LanguageModel(words, width)
        self.weights = torch.optim.SGD(self.model.weights(), LEARNING_RATE, weight_decay=WEIGHT_DECAY)
        self.architecture = torch.optim.Adam([self.model.alpha], 3e-3, betas=(0.5, 0.999), weight_decay=1e-3)
        stream = lambda: torch.randint(words, (length + 1, batch))
        self.training, self.validation = stream(), stream()
        self.hidden = [torch.zeros(batch, width), torch.zeros(batch, width)]

    def loss(self, stream, index):
        log_probabilities, hidden, raw = self.model(stream[:-1], self.hidden[index])
        self.hidden[index] = hidden.detach()
        return functional.nll_loss(log_probabilities, stream[1:].flatten()), raw

    def step(self):
        # As the reference code: the weights' gradients of this pass are computed and thrown away.
        self.architecture.zero_grad()
        self.loss(self.validation, 0)[0].backward()
        self.architecture.step()
        self.weights.zero_grad()
        loss, raw = self.loss(self.training, 1)
        (loss + SLOWNESS * (raw[1:] - raw[:-1]).pow(2).mean()).backward()
        nn.utils.clip_grad_norm_(self.model.weights(), CLIPPING)
        self.weights.step()
        return loss.item()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", help="batch-hidden-time steps-words, such as 64-300-35-10000")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=3)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    search = Search(*map(int, arguments.sizes.split("-")))
    measure(search.step, arguments.steps)


if __name__ == "__main__":
    main()
