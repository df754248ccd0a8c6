using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>What Core depends on, and the walls inside it: which folders may use ML.NET, and which TorchSharp.</summary>
public sealed partial class DependencyTests
{
    // The empty name stands for the assembly's own folder, where the catalog lives.
    private static readonly ImmutableArray<string> FoldersWithMlNet = ["", "Estimators", "Batching", "Monitoring"];

    private static readonly ImmutableArray<string> FoldersWithTorch =
        ["Tensors", "Engines", "Supernets", "Networks", "Training", "Batching", "Evaluation", "Strategies"];

    [Test]
    public void Only_the_edge_of_the_library_names_MLNET() =>
        Assert.That(
            Usings(FoldersWithMlNet, name => Regex.IsMatch(name, @"^Microsoft\.(ML|Extensions\.ML)(\.|$)") && !IsOurs(name)),
            Is.Empty);

    [Test]
    public void Only_the_folders_that_compute_name_TorchSharp() =>
        Assert.That(Usings(FoldersWithTorch, name => Regex.IsMatch(name, @"^TorchSharp(\.|$)")), Is.Empty);

    /// <summary>Our namespace lies within Microsoft.ML, whose types are therefore visible without any using line.</summary>
    [Test]
    public void Only_the_edge_of_the_library_has_MLNET_in_its_members() =>
        Assert.That(
            Members(FoldersWithMlNet)
                .Where(member => Named(member.Used).Any(IsMlNet))
                .Select(member => $"{member.Owner} uses {member.Used}")
                .Distinct(),
            Is.Empty);

    [Test]
    public void A_namespace_is_named_as_its_folder() => Assert.That(Namespaces.OtherThanFolders(RepositoryFiles.Core), Is.Empty);

    [Test]
    public void The_assembly_refers_to_MLNET_and_TorchSharp_and_not_to_AutoML()
    {
        var others = typeof(Genotype).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.That(others, Is.SubsetOf(
            new[] { "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "Microsoft.ML.ImageAnalytics", "TorchSharp" }));
    }

    /// <summary>Not even a reference in a comment of the documentation, which would need the package to be resolved.</summary>
    [Test]
    public void No_line_of_code_names_AutoML() =>
        Assert.That(
            from file in RepositoryFiles.SourceFiles(RepositoryFiles.Core)
            where AutoML().IsMatch(file.Text)
            select file.Path,
            Is.Empty);

    private static IEnumerable<string> Usings(ImmutableArray<string> allowed, Func<string, bool> isForeign) =>
        from file in SourceFiles()
        where !allowed.Contains(file.Folder)
        from Match line in UsingLine().Matches(file.Text)
        where isForeign(line.Groups["name"].Value)
        select $"{file.Path}: {line.Value.Trim()}";

    private static IEnumerable<(string Path, string Folder, string Text)> SourceFiles() =>
        from file in RepositoryFiles.SourceFiles(RepositoryFiles.Core)
        let slash = file.Path.IndexOf('/', StringComparison.Ordinal)
        select (file.Path, slash < 0 ? "" : file.Path[..slash], file.Text);

    private static IEnumerable<(Type Owner, Type Used)> Members(ImmutableArray<string> allowed)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
            | BindingFlags.DeclaredOnly;
        return
            from type in typeof(Genotype).Assembly.GetTypes()
            where type.Namespace is { } name && IsOurs(name)
                && !allowed.Contains(name[Namespaces.Ours.Length..].Split('.').ElementAtOrDefault(1) ?? "")
            from used in type.GetInterfaces().Append(type.BaseType)
                .Concat(type.GetFields(all).Select(field => field.FieldType))
                .Concat(type.GetMethods(all).Select(method => method.ReturnType))
                .Concat(type.GetMethods(all).Concat<MethodBase>(type.GetConstructors(all)).SelectMany(TypesIn))
            where used is not null
            select (type, used);
    }

    private static IEnumerable<Type> TypesIn(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType)
        .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []);

    private static IEnumerable<Type> Named(Type type) =>
        type.HasElementType ? Named(type.GetElementType()!)
        : type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Named).Append(type.GetGenericTypeDefinition())
        : [type];

    private static bool IsMlNet(Type type) =>
        type.Assembly != typeof(Genotype).Assembly && type.Assembly.GetName().Name is { } name
            && (name + ".").StartsWith("Microsoft.ML.", StringComparison.Ordinal);

    private static bool IsOurs(string name) => (name + ".").StartsWith(Namespaces.Ours + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"Microsoft\.ML\.(AutoML|SearchSpace)\b|\bAutoCatalog\b|\bAutoMLExperiment\b")]
    private static partial Regex AutoML();

    [GeneratedRegex(@"^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(global::)?(?<name>[\w.]+)(<.*>)?;", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
