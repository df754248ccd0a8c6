using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Keys: 0-based outside of ML.NET, 1-based inside, where 0 is a missing value.</summary>
public sealed class KeyTests
{
    private readonly MLContext _ml = new(1);

    [Test]
    public void A_key_in_an_object_is_a_0_based_index_when_loaded_and_1_based_when_read_back()
    {
        var view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 5).Select(i => new Keyed { Label = (uint)i }));

        Assert.That(view.Schema["Label"].Type, Is.EqualTo(new KeyDataViewType(typeof(uint), 3)));
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new uint[] { 1, 2, 3, 0, 0 }));
        Assert.That(
            _ml.Data.CreateEnumerable<Keyed>(view, reuseRowObject: false).Select(row => row.Label),
            Is.EqualTo(new uint[] { 1, 2, 3, 0, 0 }));
    }

    [Test]
    public void A_key_in_a_file_is_a_0_based_index()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, ["0", "2", "3"]);
            TextLoader.Column[] columns = [new("Label", DataKind.UInt32, [new TextLoader.Range(0)], new KeyCount(3))];

            Assert.That(_ml.Data.LoadFromTextFile(path, columns).GetColumn<uint>("Label"), Is.EqualTo(new uint[] { 1, 3, 0 }));
        }
        finally
        {
            File.Delete(path);
        }
    }

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
    public void Key_data_fixes_the_keys_whatever_the_data_holds()
    {
        var mapping = _ml.Transforms.Conversion.MapValueToKey("Key", "Text", keyData: Texts("x", "y", "z"));

        var mapped = mapping.Fit(Texts("z")).Transform(Texts("z", "x"));

        Assert.That(mapped.Schema["Key"].Type, Is.EqualTo(new KeyDataViewType(typeof(uint), 3)));
        Assert.That(mapped.GetColumn<uint>("Key"), Is.EqualTo(new uint[] { 3, 1 }));
    }

    [Test]
    public void A_missing_key_maps_back_to_an_empty_text()
    {
        var model = _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Append(_ml.Transforms.Conversion.MapKeyToValue("Value", "Key"))
            .Fit(Texts("b", "a"));

        Assert.That(model.Transform(Texts("a", "unseen")).GetColumn<string>("Value"), Is.EqualTo(new[] { "a", "" }));
    }

    private static string[] KeyValues(DataViewSchema.Column column)
    {
        var values = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }

    private IDataView Texts(params string[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(text => new TextRow { Text = text }));

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint Label { get; set; }
    }

    private sealed class TextRow
    {
        public string Text { get; set; } = "";
    }
}
