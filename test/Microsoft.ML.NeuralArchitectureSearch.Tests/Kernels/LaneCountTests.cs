using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

internal sealed class LaneCountTests
{
    [TestCase(64, 2, 16, 16, TestName = "As_wide_as_the_processor_allows")]
    [TestCase(64, 2, 8, 8, TestName = "No_wider_than_the_processor_allows")]
    [TestCase(5, 1, 16, 8, TestName = "Not_mostly_empty")]
    [TestCase(1, 1, 16, 4, TestName = "The_portable_vector_for_a_single_image")]
    [TestCase(64, 8, 16, 8, TestName = "Narrow_enough_that_every_thread_has_work")]
    [TestCase(64, 64, 16, 8, TestName = "Not_narrower_than_pays_off")]
    [TestCase(64, 2, 4, 4, TestName = "The_portable_vector_where_there_is_nothing_else")]
    public void The_width_suits_the_batch(int images, int threads, int widest, int expected) =>
        Assert.That(LaneCount.For(images, threads, widest), Is.EqualTo(expected));
}
