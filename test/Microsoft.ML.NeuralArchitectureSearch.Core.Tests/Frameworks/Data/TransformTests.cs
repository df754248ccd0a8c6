using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Data;

[TestFixture]
internal sealed class TransformTests
{
    private readonly MLContext _ml = new(1);

    [Test]
    public void Keys_follow_the_first_occurrence_and_an_unseen_value_is_missing()
    {
        var model = _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(Texts("b", "a", "b", "c"));

        var mapped = model.Transform(Texts("a", "b", "c", "z", ""));

        Assert.That(mapped.Schema["Key"].Type, Is.EqualTo(new KeyDataViewType(typeof(uint), 3)));
        Assert.That(mapped.GetColumn<uint>("Key"), Is.EqualTo(new uint[] { 2, 1, 3, 0, 0 }));
        Assert.That(KeyValues(mapped.Schema["Key"]), Is.EqualTo(new[] { "b", "a", "c" }));
    }

    [Test]
    public void Keys_can_follow_the_order_of_the_values()
    {
        var mapping = _ml.Transforms.Conversion.MapValueToKey("Key", "Text", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);

        var mapped = mapping.Fit(Texts("b", "a", "c")).Transform(Texts("a", "b", "c"));

        Assert.That(mapped.GetColumn<uint>("Key"), Is.EqualTo(new uint[] { 1, 2, 3 }));
    }

    [Test]
    public void Key_data_fixes_the_keys_whatever_the_data_holds()
    {
        var mapping = _ml.Transforms.Conversion.MapValueToKey("Key", "Text", keyData: Texts("x", "y", "z"));

        var mapped = mapping.Fit(Texts("z")).Transform(Texts("z", "x"));

        Assert.That(mapped.Schema["Key"].Type, Is.EqualTo(new KeyDataViewType(typeof(uint), 3)));
        Assert.That(mapped.GetColumn<uint>("Key"), Is.EqualTo(new uint[] { 3, 1 }));
    }

    [Test]
    public void A_key_maps_back_to_its_value_and_to_a_one_hot_vector()
    {
        var data = Texts("b", "a", "b");
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Key", "Text")
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Value", "Key"))
            .Append(_ml.Transforms.Conversion.MapKeyToVector("Vector", "Key"));

        var mapped = pipeline.Fit(data).Transform(data);

        Assert.That(mapped.GetColumn<string>("Value"), Is.EqualTo(new[] { "b", "a", "b" }));
        Assert.That(mapped.GetColumn<float[]>("Vector"), Is.EqualTo(new[] { new[] { 1f, 0 }, [0, 1], [1, 0] }));
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        mapped.Schema["Vector"].GetSlotNames(ref names);
        Assert.That(names.DenseValues().Select(n => n.ToString()), Is.EqualTo(new[] { "b", "a" }));
    }

    [Test]
    public void An_overwriting_column_stands_behind_the_one_it_hides()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new Pair { A = 1, B = 2 } });
        var schema = _ml.Transforms.CopyColumns("A", "B").Append(_ml.Transforms.CopyColumns("C", "A")).Fit(data).Transform(data).Schema;

        Assert.That(schema.Select(c => (c.Name, c.IsHidden)), Is.EqualTo(new[] { ("A", true), ("A", false), ("B", false), ("C", false) }));
    }

    [Test]
    public void Concatenated_columns_become_one_vector_with_slot_names()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new Pair { A = 1, B = 2 } });

        var joined = _ml.Transforms.Concatenate("Features", "A", "B", "A").Fit(data).Transform(data);

        Assert.That(joined.Schema["Features"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 3)));
        Assert.That(joined.GetColumn<float[]>("Features").Single(), Is.EqualTo(new[] { 1f, 2, 1 }));
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        joined.Schema["Features"].GetSlotNames(ref names);
        Assert.That(names.DenseValues().Select(n => n.ToString()), Is.EqualTo(new[] { "A", "B", "A" }));
    }

    [Test]
    public void Columns_can_be_dropped_and_selected()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new Pair { A = 1, B = 2 } });

        Assert.That(_ml.Transforms.DropColumns("A").Fit(data).Transform(data).Schema.Select(c => c.Name), Is.EqualTo(new[] { "B" }));
        Assert.That(_ml.Transforms.SelectColumns("A").Fit(data).Transform(data).Schema.Select(c => c.Name), Is.EqualTo(new[] { "A" }));
    }

    [Test]
    public void Min_max_keeps_zero_where_it_is_unless_told_otherwise()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new Pair { A = -2, B = 3 }, new Pair { A = 4, B = 5 } });
        var around = _ml.Transforms.NormalizeMinMax("A").Fit(data).Transform(data);
        var full = _ml.Transforms.NormalizeMinMax("A", fixZero: false).Fit(data).Transform(data);

        Assert.That(around.GetColumn<float>("A"), Is.EqualTo(new[] { -0.5f, 1 }));
        Assert.That(full.GetColumn<float>("A"), Is.EqualTo(new[] { 0f, 1 }));
        Assert.That(around.Schema["A"].IsNormalized(), Is.True);
    }

    [Test]
    public void Mean_variance_without_fixed_zero_gives_mean_0_and_variance_1()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { 1f, 2, 3, 6 }.Select(a => new Pair { A = a }));

        var values = _ml.Transforms.NormalizeMeanVariance("A", fixZero: false).Fit(data).Transform(data).GetColumn<float>("A").ToArray();

        Assert.That(values.Average(), Is.Zero.Within(1e-5));
        Assert.That(values.Average(v => v * v), Is.EqualTo(1).Within(1e-4));
    }

    [Test]
    public void Types_convert_and_missing_numbers_are_replaced()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new Pair { A = 1.5f }, new Pair { A = float.NaN }, new Pair { A = 2.5f } });

        var doubles = _ml.Transforms.Conversion.ConvertType("A", outputKind: DataKind.Double).Fit(data).Transform(data);
        var filled = _ml.Transforms.ReplaceMissingValues("A", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean).Fit(data).Transform(data);

        Assert.That(doubles.Schema["A"].Type, Is.EqualTo(NumberDataViewType.Double));
        Assert.That(doubles.GetColumn<double>("A").First(), Is.EqualTo(1.5));
        Assert.That(filled.GetColumn<float>("A"), Is.EqualTo(new[] { 1.5f, 2, 2.5f }));
    }

    [Test]
    public void A_custom_mapping_computes_its_columns_from_the_row()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new Pair { A = 1, B = 2 }, new Pair { A = 3, B = 4 } });

        var mapped = _ml.Transforms.CustomMapping<Pair, Sum>((source, target) => target.Total = source.A + source.B, contractName: null).Fit(data).Transform(data);

        Assert.That(mapped.GetColumn<float>("Total"), Is.EqualTo(new[] { 3f, 7 }));
        Assert.That(mapped.GetColumn<float>("A"), Is.EqualTo(new[] { 1f, 3 }));
    }

    [Test]
    public void A_chain_checks_all_columns_before_it_fits_anything()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new Pair { A = 1, B = 2 } });
        var fitted = false;
        var pipeline = _ml.Transforms.CopyColumns("C", "A").WithOnFitDelegate(_ => fitted = true)
            .Append(_ml.Transforms.CopyColumns("D", "Absent"));

        Assert.That(() => pipeline.Fit(data), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Absent"));
        Assert.That(fitted, Is.False);
    }

    private static string[] KeyValues(DataViewSchema.Column column)
    {
        var values = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(v => v.ToString())];
    }

    private IDataView Texts(params string[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(t => new TextRow { Text = t }));

    private sealed class TextRow
    {
        public string Text { get; set; } = "";
    }

    private sealed class Pair
    {
        public float A { get; set; }

        public float B { get; set; }
    }

    private sealed class Sum
    {
        public float Total { get; set; }
    }
}
