using Microsoft.ML.Runtime;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Messages, progress and random numbers of a context.</summary>
public sealed class ChannelTests
{
    [Test]
    public void The_log_sees_every_kind_of_message_with_its_source()
    {
        var ml = new MLContext(1);
        var seen = new List<LoggingEventArgs>();
        ml.Log += (_, e) => seen.Add(e);

        using (var channel = ((IHostEnvironment)ml).Register("MyTrainer").Start("Chan"))
        {
            channel.Trace(MessageSensitivity.None, "t");
            channel.Info(MessageSensitivity.None, "epoch {0} of {1}", 1, 2);
            channel.Warning(MessageSensitivity.None, "w");
            channel.Error(MessageSensitivity.None, "e");
        }

        var own = seen.Where(e => e.Source == "MyTrainer; Chan").ToArray();
        Assert.That(own.Select(e => e.Kind).Distinct(), Is.EquivalentTo(Enum.GetValues<ChannelMessageKind>()));
        var info = own.Single(e => e.Kind == ChannelMessageKind.Info);
        Assert.That(info.RawMessage, Is.EqualTo("epoch 1 of 2"));
        Assert.That(info.Message, Does.Contain("epoch 1 of 2").And.Contain("MyTrainer; Chan"));
    }

    [Test]
    public void Progress_never_reaches_the_log()
    {
        var ml = new MLContext(1);
        var messages = new List<string>();
        ml.Log += (_, e) => messages.Add(e.RawMessage);

        using (var progress = ((IHostEnvironment)ml).Register("MyTrainer").StartProgressChannel("Training"))
        {
            progress.SetHeader(new ProgressHeader(["Accuracy"], ["epochs"]), entry => entry.SetProgress(0, 1, 10));
            progress.Checkpoint(0.123456, 1);
        }

        Assert.That(messages, Has.None.Contains("0.123456"));
    }

    [Test]
    public void Registered_hosts_draw_from_a_stream_that_the_seed_and_the_order_decide()
    {
        static int[] Draw(int seed)
        {
            IHostEnvironment environment = new MLContext(seed);
            return [environment.Register("A").Rand.Next(), environment.Register("A").Rand.Next()];
        }

        var first = Draw(1);
        var again = Draw(1);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(Draw(2), Is.Not.EqualTo(first));
        Assert.That(first[1], Is.Not.EqualTo(first[0]));
    }
}
