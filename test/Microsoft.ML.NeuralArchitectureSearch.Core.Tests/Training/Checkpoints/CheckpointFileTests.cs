using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training.Checkpoints;

public sealed class CheckpointFileTests
{
    private TemporaryFolder _folder = null!;

    private string Path => _folder.File("a.checkpoint");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Values_and_tensors_come_back_to_the_bit()
    {
        using var scope = NewDisposeScope();
        Tensor[] tensors = [tensor(new[] {
            1f / 3,
            float.NaN,
            float.NegativeInfinity }), tensor(long.MaxValue), zeros(2, 0), rand(3, 4).t(), tensor(new[] { 0.1 })];
        var state = new CheckpointState();
        state.Save("tensors", tensors);
        state.Set("loss", double.PositiveInfinity);
        state.Set("third", 1.0 / 3);

        CheckpointFile.Write(Path, new Fingerprint().Add("seed", 3), state);
        var (fingerprint, read) = CheckpointFile.Read(Path);

        Assert.That(fingerprint.DifferencesFrom(new Fingerprint().Add("seed", 3)), Is.Null);
        Assert.That(read.Get<double>("loss"), Is.EqualTo(double.PositiveInfinity));
        Assert.That(read.Get<double>("third"), Is.EqualTo(1.0 / 3));
        foreach (var (index, expected) in tensors.Index())
        {
            var found = read.Read($"tensors.{index}");
            Assert.That((found.dtype, found.shape), Is.EqualTo((expected.dtype, expected.shape)));
            Assert.That(SavedTensor.Of(found).Bytes, Is.EqualTo(SavedTensor.Of(expected).Bytes));
        }
    }

    [Test]
    public void A_flipped_bit_or_a_missing_end_is_told_of()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"Seed of the corruptions: {seed}.");
        var random = new Random(seed);
        var state = new CheckpointState();
        state.Save("weights", zeros(50));
        CheckpointFile.Write(Path, new Fingerprint(), state);
        var whole = File.ReadAllBytes(Path);
        for (var corruption = 0; corruption < 300; corruption++)
        {
            var bytes = whole.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Path, corruption % 2 == 0 ? bytes : whole[..random.Next(whole.Length)]);

            Assert.That(
                () => CheckpointFile.Read(Path),
                Throws.InstanceOf<FormatException>().With.Message.Contains(Path).And.Message.Contains("Delete it"));
        }
    }

    [Test]
    public void Where_it_cannot_be_written_the_earlier_one_stays()
    {
        var state = new CheckpointState();
        state.Set("epoch", 1);
        CheckpointFile.Write(Path, new Fingerprint(), state);
        state.Set("epoch", 2);
        Directory.CreateDirectory(Path + ".new");

        Assert.That(
            () => CheckpointFile.Write(Path, new Fingerprint(), state),
            Throws.InstanceOf<UnauthorizedAccessException>().Or.InstanceOf<IOException>());

        Assert.That(CheckpointFile.Read(Path).State.Get<int>("epoch"), Is.EqualTo(1));
    }

    [Test]
    public void What_does_not_fit_is_named()
    {
        var state = new CheckpointState();
        state.Save("weights", zeros(2, 3));

        Assert.That(
            () => state.Restore("weights", zeros(3, 2)),
            Throws.InstanceOf<FormatException>().With.Message.Contains("[2, 3]").And.Message.Contains("[3, 2]"));
        Assert.That(() => state.Read("bias"), Throws.InstanceOf<FormatException>().With.Message.Contains("'bias'"));
        Assert.That(() => state.Get<int>("epoch"), Throws.InstanceOf<FormatException>().With.Message.Contains("'epoch'"));
    }
}
