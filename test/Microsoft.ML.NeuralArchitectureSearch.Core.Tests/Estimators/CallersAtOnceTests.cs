using System.Collections.Concurrent;
using NUnit.Framework;
using TorchSharp;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Several threads that score with one model: each gets what it gets alone, to the bit.</summary>
[NonParallelizable]
public sealed class CallersAtOnceTests
{
    private const int AtOnce = 8;

    private static IEnumerable<string> Kinds => ScoringModel.Kinds.Keys;

    [TestCaseSource(nameof(Kinds))]
    public void Eight_callers_at_once_get_the_scores_of_one(string kind)
    {
        using var model = ScoringModel.Kinds[kind]();
        var expected = (model.InBatches(), model.OneByOne());
        var found = new ConcurrentBag<(string, string)>();

        InThreads(AtOnce, caller =>
        {
            // Half of them have single rows computed while the others have batches computed.
            var (batches, rows) = caller % 2 == 0 ? (model.InBatches(), model.OneByOne()) : ("", model.OneByOne());
            found.Add((caller % 2 == 0 ? batches : model.InBatches(), rows));
        });

        Assert.That(found, Has.Count.EqualTo(AtOnce).And.All.EqualTo(expected));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Disposing_a_model_that_predicts_leaves_each_caller_right_scores_or_a_clear_exception(string kind)
    {
        var model = ScoringModel.Kinds[kind]();
        var expected = model.OneByOne();
        var failures = new ConcurrentBag<string>();
        using var predicting = new CountdownEvent(AtOnce);

        InThreads(AtOnce + 1, caller =>
        {
            if (caller == AtOnce)
            {
                predicting.Wait();
                model.Dispose();
                return;
            }

            failures.Add(UntilDisposed(model, expected, predicting));
        });

        Assert.That(failures, Has.Count.EqualTo(AtOnce).And.All.Empty);
    }

    [TestCaseSource(nameof(Kinds))]
    public void Scoring_leaves_no_tensor_behind(string kind)
    {
        using var model = ScoringModel.Kinds[kind]();
        model.OneByOne();
        InThreads(1, _ =>
        {
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            model.OneByOne();
            Assert.That(DisposeScopeManager.Statistics.ThreadTotalLiveCount, Is.EqualTo(before));
        });
    }

    // Scores until the model is disposed; empty when nothing else than the right scores and that exception came.
    private static string UntilDisposed(ScoringModel model, string expected, CountdownEvent predicting)
    {
        var hasBegun = false;
        try
        {
            while (true)
            {
                var found = model.OneByOne();
                if (!hasBegun)
                {
                    predicting.Signal();
                }

                hasBegun = true;
                if (found != expected)
                {
                    return "other scores";
                }
            }
        }
        catch (ObjectDisposedException)
        {
            return "";
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private static void InThreads(int count, Action<int> action)
    {
        var errors = new ConcurrentBag<Exception>();
        var threads = Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            try
            {
                action(index);
            }
            catch (Exception exception)
            {
                errors.Add(exception);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.That(errors, Is.Empty);
    }
}
