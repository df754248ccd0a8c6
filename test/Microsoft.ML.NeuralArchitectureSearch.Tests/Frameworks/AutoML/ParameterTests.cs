using System.Text.Json;
using Microsoft.ML.SearchSpace;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.AutoML;

public sealed class ParameterTests
{
    [Test]
    public void A_nested_parameter_survives_json()
    {
        var parameter = Parameter.CreateNestedParameter(
            new("cells", Parameter.FromInt(8)),
            new("rate", Parameter.FromDouble(0.025)),
            new("name", Parameter.FromString("sep_conv_3x3")),
            new("inner", Parameter.CreateNestedParameter(new KeyValuePair<string, Parameter>("skip", Parameter.FromBool(true)))));

        var again = JsonSerializer.Deserialize<Parameter>(JsonSerializer.Serialize(parameter))!;

        Assert.That(again.Equals(parameter));
        Assert.That(again["cells"].AsType<int>(), Is.EqualTo(8));
        Assert.That(again["rate"].AsType<float>(), Is.EqualTo(0.025f));
        Assert.That(again["inner"]["skip"].AsType<bool>(), Is.True);
    }

    [Test]
    public void A_parameter_becomes_an_object_by_its_property_names()
    {
        var parameter = Parameter.FromObject(new Shape { Width = 3, Kind = DayOfWeek.Friday });

        var shape = parameter.AsType<Shape>();

        Assert.That(parameter["Kind"].AsType<string>(), Is.EqualTo("Friday"));
        Assert.That((shape.Width, shape.Kind), Is.EqualTo((3, DayOfWeek.Friday)));
    }

    [Test]
    public void Kinds_of_values_are_told_apart()
    {
        ParameterType[] types =
        [
            Parameter.FromInt(1).ParameterType, Parameter.FromFloat(1).ParameterType, Parameter.FromBool(true).ParameterType,
            Parameter.FromString("").ParameterType, Parameter.CreateNestedParameter().ParameterType, Parameter.FromIEnumerable([1])
                .ParameterType,
        ];

        Assert.That(types, Is.EqualTo(new[]
        {
            ParameterType.Integer, ParameterType.Number, ParameterType.Bool, ParameterType.String, ParameterType.Object,
            ParameterType.Array,
        }));
    }

    [Test]
    public void Lists_are_read_back_as_lists()
    {
        var again = JsonSerializer.Deserialize<Parameter>(Parameter.FromIEnumerable([3, 1, 2]).ToString())!;

        Assert.That(again.AsType<int[]>(), Is.EqualTo(new[] { 3, 1, 2 }));
    }

    internal sealed class Shape
    {
        public int Width { get; set; }

        public DayOfWeek Kind { get; set; }
    }
}
