using System.Reflection;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>Which types a type names: in its declaration, in the signatures of its members and in the bodies of its methods.</summary>
internal static class TypeReferences
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The types, taken apart: elements of arrays, definitions and arguments of generic types.</summary>
    public static IEnumerable<Type> Of(Type type)
    {
        var methods = type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)).ToArray();
        return type.GetInterfaces().Append(type.BaseType)
            .Concat(type.GetGenericArguments()
                .SelectMany(parameter => parameter.IsGenericParameter ? parameter.GetGenericParameterConstraints() : []))
            .Concat(type.GetFields(Declared).Select(field => field.FieldType))
            .Concat(Attributes(type))
            .Concat(methods.SelectMany(Signature))
            .Concat(methods.SelectMany(Attributes))
            .Concat(methods.SelectMany(Body))
            .OfType<Type>()
            .SelectMany(Parts)
            .Distinct();
    }

    private static IEnumerable<Type?> Signature(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType)
        .Append((method as MethodInfo)?.ReturnType)
        .Concat(method.IsGenericMethod ? method.GetGenericArguments().Where(argument => argument.IsGenericParameter)
            .SelectMany(argument => argument.GetGenericParameterConstraints()) : []);

    private static IEnumerable<Type?> Attributes(MemberInfo member) => member.GetCustomAttributesData()
        .SelectMany(
            attribute => attribute.ConstructorArguments.Select(argument => argument.Value as Type).Prepend(attribute.AttributeType));

    private static IEnumerable<Type?> Body(MethodBase method) => method.GetMethodBody() is not { } body
        ? []
        : body.LocalVariables.Select(local => local.LocalType)
            .Concat(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)
                .Select(clause => clause.CatchType))
            .Concat(Instructions.MembersNamedBy(method).SelectMany(Named));

    private static IEnumerable<Type?> Named(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodBase method => [.. Signature(method), method.DeclaringType, .. method.IsGenericMethod ? method.GetGenericArguments() : []],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsFunctionPointer ? type.GetFunctionPointerParameterTypes().Append(type.GetFunctionPointerReturnType()).SelectMany(Parts)
        : type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : type.IsGenericParameter ? []
        : [type];
}
