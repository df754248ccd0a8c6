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

    [TestCase(1, 2, 16, 1, TestName = "A_single_image_by_itself_however_narrow")]
    [TestCase(8, 32, 16, 1, TestName = "Half_a_vector_of_images_one_by_one_where_their_rows_fill_vectors")]
    [TestCase(3, 8, 16, 4, TestName = "Narrow_images_side_by_side")]
    [TestCase(9, 32, 16, 8, TestName = "More_than_half_a_vector_side_by_side")]
    public void The_width_of_an_evaluation_suits_the_batch_and_the_images(int images, int columns, int widest, int expected) =>
        Assert.That(LaneCount.ForEvaluation(images, columns, threads: 2, widest), Is.EqualTo(expected));
}
