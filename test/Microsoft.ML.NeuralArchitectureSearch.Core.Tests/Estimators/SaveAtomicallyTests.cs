using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

public sealed class SaveAtomicallyTests
{
    private const int Kills = 5;

    private static MLContext Ml => TrainedModel.Context;

    private TemporaryFolder _folder = null!;

    private string ModelFile => _folder.File("model.zip");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void The_file_is_that_of_ML_NET_s_own_method_and_nothing_else_is_left()
    {
        Ml.Model.SaveAtomically(TrainedModel.Model, null, ModelFile);
        Ml.Model.SaveAtomically(TrainedModel.Model, null, ModelFile);

        Assert.That(Scores(ModelFile), Is.EqualTo(Scores(TrainedModel.Model)));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(ModelFile)!), Is.EqualTo(new[] { ModelFile }));
    }

    [Test]
    public void A_model_that_cannot_be_saved_leaves_the_old_file_as_it_was()
    {
        Ml.Model.SaveAtomically(TrainedModel.Model, null, ModelFile);
        var before = File.ReadAllBytes(ModelFile);
        var disposed = TrainedModel.Train(new MLContext(seed: 1), images: 12);
        disposed.Dispose();

        Assert.That(() => Ml.Model.SaveAtomically(disposed, null, ModelFile), Throws.InstanceOf<ObjectDisposedException>());

        Assert.That(File.ReadAllBytes(ModelFile), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(ModelFile)!), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_folder_that_is_not_there_is_an_error() =>
        Assert.That(
            () => Ml.Model.SaveAtomically(TrainedModel.Model, null, _folder.File("no/model.zip")),
            Throws.InstanceOf<DirectoryNotFoundException>());

    [Test]
    [Platform("Linux")]
    [UnsupportedOSPlatform("windows")]
    public void What_a_link_leads_to_is_replaced_and_who_may_read_it_stays()
    {
        Ml.Model.SaveAtomically(TrainedModel.Model, null, ModelFile);
        File.SetUnixFileMode(ModelFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(_folder.File("link.zip"), ModelFile);

        Ml.Model.SaveAtomically(TrainedModel.Model, null, _folder.File("link.zip"));

        Assert.That(new FileInfo(_folder.File("link.zip")).LinkTarget, Is.EqualTo(ModelFile));
        Assert.That(File.GetUnixFileMode(ModelFile), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(Scores(ModelFile), Is.EqualTo(Scores(TrainedModel.Model)));
    }

    [Test]
    public void A_process_killed_while_it_saves_over_a_model_leaves_a_whole_one()
    {
        Ml.Model.SaveAtomically(TrainedModel.Model, null, ModelFile);
        File.Copy(ModelFile, _folder.File("copy.zip"));
        var seed = TestContext.CurrentContext.Random.Next();
        var random = new Random(seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            using (var saving = Start("save", _folder.File("copy.zip"), ModelFile))
            {
                for (var saves = random.Next(1, 30); saves > 0; saves--)
                {
                    Assert.That(
                        saving.StandardOutput.ReadLine(),
                        Is.EqualTo("saved"),
                        saving.HasExited ? saving.StandardError.ReadToEnd() : "");
                }

                Thread.SpinWait(random.Next(500_000));
                saving.Kill();
                saving.WaitForExit();
            }

            Assert.That(Scores(ModelFile), Is.EqualTo(Scores(TrainedModel.Model)), $"kill {kill + 1} of seed {seed}");
        }
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LoadInCleanProcess.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static float[] Scores(string path)
    {
        using var model = (IDisposable)Ml.Model.Load(path, out _);
        return Scores((ITransformer)model);
    }

    private static float[] Scores(ITransformer model) =>
        [.. model.Transform(Ml.Data.LoadFromEnumerable(ToyImages.Rows(3))).GetColumn<float[]>("Score").SelectMany(score => score)];
}
