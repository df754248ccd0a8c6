using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors;

[NonParallelizable]
public sealed class TorchThreadsTests
{
    private int _before;

    [SetUp]
    public void Use_two_threads()
    {
        _before = get_num_threads();
        set_num_threads(2);
    }

    [TearDown]
    public void Put_the_threads_back() => set_num_threads(_before);

    [Test]
    public void Small_feature_maps_are_not_split_and_the_threads_come_back()
    {
        using (new TorchThreads(new MapShape(1, 8, 8), batchSize: 64, channels: 16, CPU))
        {
            Assert.That(get_num_threads(), Is.EqualTo(1));
        }

        Assert.That(get_num_threads(), Is.EqualTo(2));
    }

    [Test]
    public void Large_feature_maps_are_split_as_before()
    {
        using (new TorchThreads(new MapShape(3, 32, 32), batchSize: 64, channels: 16, CPU))
        {
            Assert.That(get_num_threads(), Is.EqualTo(2));
        }
    }
}
