using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Columns of objects in memory, and cursors over them.</summary>
public sealed class RowCursorTests
{
    private readonly MLContext _ml = new(1);

    [Test]
    public void An_array_without_a_size_is_a_variable_vector()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Row { Features = [1, 2], Free = [1, 2, 3], Name = "a" } });

        Assert.That(view.Schema["Features"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 2)));
        Assert.That(view.Schema["Free"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single)));
        Assert.That(view.Schema["Text"].Type, Is.EqualTo(TextDataViewType.Instance));
        Assert.That(view.Schema.GetColumnOrNull("Ignored"), Is.Null);
    }

    [Test]
    public void A_size_known_at_run_time_goes_into_the_schema_definition()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Free"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3);

        var view = _ml.Data.LoadFromEnumerable(new[] { new Row { Features = [1, 2], Free = [1, 2, 3], Name = "a" } }, definition);

        Assert.That(definition["Absent"], Is.Null);
        Assert.That(view.Schema["Free"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 3)));
        Assert.That(view.GetColumn<float[]>("Free").Single(), Is.EqualTo(new[] { 1f, 2, 3 }));
    }

    [Test]
    public void A_getter_of_another_type_or_an_inactive_column_is_refused()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Row { Features = [1, 2], Free = [], Name = "a" } });
        using var cursor = view.GetRowCursor([view.Schema["Features"]]);

        Assert.That(cursor.IsColumnActive(view.Schema["Features"]), Is.True);
        Assert.That(cursor.IsColumnActive(view.Schema["Text"]), Is.False);
        Assert.That(() => cursor.GetGetter<float>(view.Schema["Features"]), Throws.InstanceOf<InvalidOperationException>());
        Assert.That(
            () => cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Text"]),
            Throws.InstanceOf<ArgumentException>().Or.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void A_list_is_counted_and_its_cache_can_be_shuffled()
    {
        var list = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new Numbered { Number = i }).ToList());
        var view = _ml.Data.Cache(list);

        var first = Numbers(view, new Random(3));
        var second = Numbers(view, new Random(3));

        Assert.That(list.CanShuffle, Is.False);
        Assert.That(view.CanShuffle, Is.True);
        Assert.That(list.GetRowCount(), Is.EqualTo(100));
        Assert.That(first, Is.EqualTo(second));
        Assert.That(first, Is.Not.Ordered);
        Assert.That(first, Is.EquivalentTo(Enumerable.Range(0, 100)));
    }

    private static List<int> Numbers(IDataView view, Random random)
    {
        var numbers = new List<int>();
        using var cursor = view.GetRowCursor([view.Schema["Number"]], random);
        var getter = cursor.GetGetter<int>(view.Schema["Number"]);
        while (cursor.MoveNext())
        {
            var value = 0;
            getter(ref value);
            numbers.Add(value);
        }

        return numbers;
    }

    private sealed class Numbered
    {
        public int Number { get; set; }
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float[] Free { get; set; } = [];

        [ColumnName("Text")]
        public string Name { get; set; } = "";

        [NoColumn]
        public int Ignored { get; set; }
    }
}
