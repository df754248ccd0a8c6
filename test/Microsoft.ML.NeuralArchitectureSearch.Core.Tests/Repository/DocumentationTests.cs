using System.Text.RegularExpressions;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>What the documents promise: their code compiles, their links lead somewhere, their picture is what the library draws.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Documents =
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        .. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [TestCaseSource(nameof(Documents))]
    public void Code_is_a_region_of_a_sample(string document)
    {
        var regions = Regions();

        var foreign = FencedCSharp().Matches(Text(document)).Select(match => WithoutIndentation(match.Groups["code"].Value))
            .Except(regions);

        Assert.That(foreign, Is.Empty);
    }

    [TestCaseSource(nameof(Documents))]
    public void Relative_links_lead_to_files(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(RepositoryFiles.Root, document))!;

        var dead = Link().Matches(WithoutCode(Text(document)))
            .Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(folder, target)));

        Assert.That(dead, Is.Empty);
    }

    [Test]
    public void The_README_shows_all_examples() =>
        Assert.That(
            FencedCSharp().Matches(Text("README.md")).Select(match => WithoutIndentation(match.Groups["code"].Value)),
            Is.EquivalentTo(Regions()));

    [Test]
    public void The_picture_is_what_the_library_draws() =>
        Assert.That(Text("docs/images/cells.svg"), Is.EqualTo(PublishedGenotypes.DartsV2.ToSvg().ReplaceLineEndings("\n")));

    private static string[] Regions() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "samples"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Region().Matches(File.ReadAllText(file).ReplaceLineEndings("\n")))
            .Select(match => WithoutIndentation(match.Groups["code"].Value)),
    ];

    private static string Text(string document) => File.ReadAllText(Path.Combine(RepositoryFiles.Root, document)).ReplaceLineEndings("\n");

    private static string WithoutIndentation(string code)
    {
        var lines = code.TrimEnd().Split('\n');
        var indentation = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length < indentation ? "" : line[indentation..].TrimEnd()));
    }

    private static string WithoutCode(string markdown) => Code().Replace(markdown, "");

    [GeneratedRegex(@"^```(csharp|cs|c#)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex FencedCSharp();

    [GeneratedRegex(@"^[ \t]*#region [^\n]*\n(?<code>.*?)^[ \t]*#endregion", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
