using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors;

[NonParallelizable]
public sealed class ThreadCountTests
{
    [Test]
    public void The_number_of_a_thread_is_set_and_that_of_no_other_nor_of_threads_to_come()
    {
        var (usual, here, inNewThreads) = (InNewThread(() => get_num_threads()), 0, 0);

        InNewThread(() =>
        {
            ThreadCount.Set(usual + 3);
            (here, inNewThreads) = (get_num_threads(), InNewThread(() => get_num_threads()));
            return 0;
        });

        Assert.That((here, inNewThreads), Is.EqualTo((usual + 3, usual)));
    }

    /// <summary>Otherwise each prediction would wait for a second thread, twice.</summary>
    [Test]
    [Platform("Linux")]
    public void The_number_is_set_without_a_second_thread() => Assert.That(ThreadCount.IsDirect, Is.True);

    private static int InNewThread(Func<int> action)
    {
        var result = 0;
        var thread = new Thread(() => result = action());
        thread.Start();
        thread.Join();
        return result;
    }
}
