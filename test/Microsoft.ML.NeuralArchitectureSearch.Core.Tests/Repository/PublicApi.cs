using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>Describes what an assembly offers, one member a line, in an order that does not depend on the compiler.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        IEnumerable<string> above = type.GetInterfaces().Except(inherited).Where(implemented => implemented.IsVisible).Select(Name)
            .Order(StringComparer.Ordinal);
        if (type.BaseType is { } ancestor && ancestor != typeof(object) && ancestor != typeof(ValueType) && ancestor != typeof(Enum))
        {
            above = above.Prepend(Name(ancestor));
        }

        return above.Any() ? $"{kind} {Name(type)} : {string.Join(", ", above)}" : $"{kind} {Name(type)}";
    }

    private static IEnumerable<string> Members(Type type) =>
        type.GetConstructors(Declared).Where(IsOffered).Select(constructor => $"new({Parameters(constructor)})")
            .Concat(type.GetFields(Declared)
                .Where(field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName)
                .Select(Field))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsOffered)).Where(Written)
                .Select(Property))
            .Concat(type.GetEvents(Declared).Where(member => IsOffered(member.AddMethod!))
                .Select(member => $"event {Name(member.EventHandlerType!)} {member.Name}"))
            .Concat(type.GetMethods(Declared).Where(IsOffered).Where(Written).Where(method => !method.IsSpecialName || IsOperator(method))
                .Select(Method));

    private static bool IsOffered(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>Not what the compiler adds to a record.</summary>
    private static bool Written(MemberInfo member) =>
        member.Name is not ("EqualityContract" or "PrintMembers" or "<Clone>$")
        && (member is not MethodInfo || !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));

    private static bool IsOperator(MethodInfo method) => method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {Name(field.FieldType)} {field.Name} = {Value(field.GetRawConstantValue())}"
        : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}";

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsOffered).ToArray();
        var shown = accessors.Select(accessor =>
            accessor == property.GetMethod ? "get;"
            : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;"
            : "set;");
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters() is { Length: > 0 } parameters
            ? $"[{string.Join(", ", parameters.Select(Parameter))}]"
            : "";
        return $"{Modifiers(accessors[0])}{required}{Name(property.PropertyType)} {property.Name}{index} {{ "
            + $"{string.Join(" ", shown.Order(StringComparer.Ordinal))} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{generics}({Parameters(method)})";
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ")
        + (method.IsStatic ? "static " : "")
        + (method.DeclaringType!.IsInterface || !method.IsVirtual || method.IsFinal ? ""
            : method is MethodInfo info && info.GetBaseDefinition() != info ? "override "
            : method.IsAbstract ? "abstract "
            : "virtual ");

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsOut ? "out "
            : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params "
            : "";
        var fallback = parameter.HasDefaultValue ? " = " + Value(parameter.RawDefaultValue) : "";
        return $"{prefix}{Name(parameter.ParameterType)} {parameter.Name}{fallback}";
    }

    private static string Name(Type type) =>
        type.IsByRef ? Name(type.GetElementType()!)
        : type.IsArray ? $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]"
        : Nullable.GetUnderlyingType(type) is { } underlying ? Name(underlying) + "?"
        : type.IsGenericParameter ? type.Name
        : type.IsGenericType ? $"{Short(type).Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : Short(type);

    /// <summary>The name with its namespace, unless that is one of those that are in every file anyway.</summary>
    private static string Short(Type type)
    {
        var name = (type.DeclaringType is { } outer ? Short(outer) + "." : "") + type.Name;
        return type.IsNested
            || type.Namespace is null or "System" or "System.Collections.Generic" or "System.Collections.Immutable" or "System.Threading"
            ? name
            : $"{type.Namespace}.{name}";
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
