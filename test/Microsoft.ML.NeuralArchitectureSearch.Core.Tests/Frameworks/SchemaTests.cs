using System.Collections.Immutable;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Columns that hide others, annotations, and types.</summary>
public sealed class SchemaTests
{
    [Test]
    public void The_last_of_several_columns_with_one_name_hides_the_others()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single);
        builder.AddColumn("B", TextDataViewType.Instance);
        builder.AddColumn("A", NumberDataViewType.Int32);

        var schema = builder.ToSchema();

        Assert.That(schema["A"].Index, Is.EqualTo(2));
        Assert.That(schema[0].IsHidden, Is.True);
        Assert.That(schema[2].IsHidden, Is.False);
        Assert.That(schema.GetColumnOrNull("C"), Is.Null);
        Assert.That(() => schema["C"], Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void An_overwriting_column_stands_behind_the_one_it_hides()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(new[] { new Pair { A = 1, B = 2 } });
        var schema = ml.Transforms.CopyColumns("A", "B").Append(ml.Transforms.CopyColumns("C", "A")).Fit(data).Transform(data).Schema;

        Assert.That(
            schema.Select(column => (column.Name, column.IsHidden)),
            Is.EqualTo(new[] { ("A", true), ("A", false), ("B", false), ("C", false) }));
    }

    [Test]
    public void A_chain_checks_all_columns_before_it_fits_anything()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(new[] { new Pair { A = 1, B = 2 } });
        var fitted = false;
        var pipeline = ml.Transforms.CopyColumns("C", "A").WithOnFitDelegate(_ => fitted = true)
            .Append(ml.Transforms.CopyColumns("D", "Absent"));

        Assert.That(() => pipeline.Fit(data), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Absent"));
        Assert.That(fitted, Is.False);
    }

    [Test]
    public void Annotations_give_back_what_was_added_and_refuse_another_type()
    {
        var names = new VBuffer<ReadOnlyMemory<char>>(2, ["x".AsMemory(), "y".AsMemory()]);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(
            "SlotNames",
            new VectorDataViewType(TextDataViewType.Instance, 2),
            (ref VBuffer<ReadOnlyMemory<char>> dst) => names.CopyTo(ref dst));
        annotations.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, true);
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, 2), annotations.ToAnnotations());
        var column = builder.ToSchema()["Features"];

        var read = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetSlotNames(ref read);

        Assert.That(read.DenseValues().Select(n => n.ToString()), Is.EqualTo(new[] { "x", "y" }));
        Assert.That(column.HasSlotNames(), Is.True);
        Assert.That(column.IsNormalized(), Is.True);
        Assert.That(column.HasKeyValues(), Is.False);
        var wrong = 0f;
        Assert.That(() => column.Annotations.GetValue("IsNormalized", ref wrong), Throws.InstanceOf<InvalidOperationException>());
        Assert.That(() => column.Annotations.GetValue("KeyValues", ref wrong), Throws.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void Types_are_equal_by_structure()
    {
        var key = new KeyDataViewType(typeof(uint), 3);

        Assert.That(new KeyDataViewType(typeof(uint), 3), Is.EqualTo(key));
        Assert.That(new KeyDataViewType(typeof(uint), 3).Equals(new KeyDataViewType(typeof(uint), 4)), Is.False);
        Assert.That(new KeyDataViewType(typeof(uint), 3).Equals(NumberDataViewType.UInt32), Is.False);
        Assert.That(
            new VectorDataViewType(NumberDataViewType.Single, 2, 3),
            Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, ImmutableArray.Create(2, 3))));
        Assert.That(
            new VectorDataViewType(NumberDataViewType.Single, 2, 3).Equals(new VectorDataViewType(NumberDataViewType.Single, 6)),
            Is.False);
    }

    [Test]
    public void A_vector_without_a_size_is_of_unknown_size()
    {
        var variable = new VectorDataViewType(NumberDataViewType.Single);
        var image = new VectorDataViewType(NumberDataViewType.Single, 3, 4, 5);

        Assert.That(variable.IsKnownSize, Is.False);
        Assert.That(variable.Size, Is.Zero);
        Assert.That(image.Size, Is.EqualTo(60));
        Assert.That(image.Dimensions, Is.EqualTo(new[] { 3, 4, 5 }));
        Assert.That(image.RawType, Is.EqualTo(typeof(VBuffer<float>)));
    }

    [Test]
    public void The_types_print_what_they_are()
    {
        Assert.That(NumberDataViewType.Single.ToString(), Is.EqualTo("Single"));
        Assert.That(TextDataViewType.Instance.ToString(), Is.EqualTo("String"));
        Assert.That(new VectorDataViewType(NumberDataViewType.Single, 3, 4).ToString(), Is.EqualTo("Vector<Single, 3, 4>"));
        Assert.That(new KeyDataViewType(typeof(uint), 5).ToString(), Is.EqualTo("Key<UInt32, 0-4>"));
    }

    private sealed class Pair
    {
        public float A { get; set; }

        public float B { get; set; }
    }
}
