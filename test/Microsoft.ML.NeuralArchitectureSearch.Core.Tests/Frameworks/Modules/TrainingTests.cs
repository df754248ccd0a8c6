using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Modules;

/// <summary>A small network trained as a whole; the losses and norms are those of the same script in PyTorch.</summary>
public sealed class TrainingTests
{
    private static nn.Module<Tensor, Tensor> Network() => nn.Sequential(
        nn.Conv2d(1, 4, 3, padding: 1, bias: false), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 6, 3, padding: 1, groups: 2), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2), nn.Linear(6, 3));

    [Test]
    public void A_seeded_training_follows_pytorch_step_by_step()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        using var network = Network();
        using var optimizer = optim.SGD(network.parameters(), 0.05, momentum: 0.9, weight_decay: 3e-4);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, 6, eta_min: 0.001);
        var (input, labels) = (randn(8, 1, 8, 8), randint(0, 3, new long[] { 8 }));
        var (losses, norms) = (new List<double>(), new List<double>());

        for (var i = 0; i < 6; i++)
        {
            using var step = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(network.call(input), labels);
            loss.backward();
            norms.Add(nn.utils.clip_grad_norm_(network.parameters(), 0.5));
            optimizer.step();
            schedule.step();
            losses.Add(loss.item<float>());
        }

        network.eval();
        losses.Add(nn.functional.cross_entropy(network.call(input), labels).item<float>());

        Assert.That(losses, Is.EqualTo(new[] { 1.1250331401824951, 1.1195319890975952, 1.0835282802581787, 1.0525639057159424, 1.0760802030563354, 1.0341112613677979, 1.0774037837982178 }).Within(1e-5));
        Assert.That(norms, Is.EqualTo(new[] { 0.5450317859649658, 0.5216764211654663, 0.5739356279373169, 0.5704854726791382, 0.2823770344257355, 0.46538782119750977 }).Within(1e-5));
    }

    [Test]
    public void Training_in_scopes_keeps_the_number_of_tensors_flat()
    {
        using var network = Network();
        using var optimizer = optim.Adam(network.parameters());
        using var input = randn(4, 1, 8, 8);
        using var labels = zeros(4, ScalarType.Int64);

        void Step()
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.cross_entropy(network.call(input), labels).backward();
            nn.utils.clip_grad_norm_(network.parameters(), 1);
            optimizer.step();
        }

        Step();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 10; i++)
            Step();

        Assert.That(Tensor.TotalCount, Is.LessThanOrEqualTo(before));
    }
}
