using System.Text.RegularExpressions;
using Microsoft.ML.NeuralArchitectureSearch.Tuning;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>What the AutoML side of the library depends on.</summary>
public sealed partial class DependencyTests
{
    [Test]
    public void The_assembly_refers_to_Core_AutoML_and_ML_NET_alone()
    {
        var others = typeof(ProposerTuner).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !Allowed().IsMatch(name));

        Assert.That(others, Is.Empty);
    }

    [Test]
    public void No_file_names_TorchSharp() =>
        Assert.That(
            RepositoryFiles.SourceFiles(RepositoryFiles.WithAutoML).Where(file =>
                TorchSharp().IsMatch(file.Text)).Select(file => file.Path),
            Is.Empty);

    [Test]
    public void A_namespace_is_named_as_its_folder() => Assert.That(Namespaces.OtherThanFolders(RepositoryFiles.WithAutoML), Is.Empty);

    // Microsoft.ML.SearchSpace is an assembly of the package Microsoft.ML.AutoML; the stand-in has both namespaces.
    [GeneratedRegex(@"^Microsoft\.ML\.(NeuralArchitectureSearch\.Core|AutoML|SearchSpace|AutoML\.StandIn|Core|Data|DataView)$")]
    private static partial Regex Allowed();

    [GeneratedRegex(@"\bTorchSharp\b|\btorch\.")]
    private static partial Regex TorchSharp();
}
