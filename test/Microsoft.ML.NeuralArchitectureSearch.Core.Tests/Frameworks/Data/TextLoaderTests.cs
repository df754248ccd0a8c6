using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Data;

[TestFixture]
internal sealed class TextLoaderTests
{
    private readonly MLContext _ml = new(1);
    private string _path = "";

    [SetUp]
    public void CreateFile() => _path = Path.GetTempFileName();

    [TearDown]
    public void DeleteFile() => File.Delete(_path);

    [Test]
    public void Columns_come_from_their_places_and_vectors_take_their_names_from_the_header()
    {
        File.WriteAllLines(_path, ["label,x,y", "a,1,2.5", "b,-3,4e1"]);

        var view = _ml.Data.LoadFromTextFile(
            _path,
            new TextLoader.Options
            {
                Columns = [new TextLoader.Column("Label", DataKind.String, 0), new TextLoader.Column("Features", DataKind.Single, 1, 2)],
                Separators = [','],
                HasHeader = true,
            });

        Assert.That(view.Schema["Features"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 2)));
        Assert.That(view.GetColumn<string>("Label"), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(view.GetColumn<float[]>("Features"), Is.EqualTo(new[] { new[] { 1f, 2.5f }, [-3, 40] }));
        Assert.That(view.CanShuffle, Is.False);
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        view.Schema["Features"].GetSlotNames(ref names);
        Assert.That(names.DenseValues().Select(n => n.ToString()), Is.EqualTo(new[] { "x", "y" }));
    }

    [Test]
    public void The_members_of_a_class_say_where_its_columns_are()
    {
        File.WriteAllLines(_path, ["1\t2\t3\ttrue", "4\t5\t6\tfalse"]);

        var view = _ml.Data.LoadFromTextFile<Row>(_path);

        Assert.That(view.GetColumn<float[]>("Numbers"), Is.EqualTo(new[] { new[] { 1f, 2, 3 }, [4, 5, 6] }));
        Assert.That(view.GetColumn<bool>("Flag"), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void A_quoted_field_may_hold_the_separator_and_quotes()
    {
        File.WriteAllLines(_path, ["\"one, two\",1", "\"say \"\"hi\"\"\",2"]);

        var view = _ml.Data.LoadFromTextFile(
            _path,
            [new TextLoader.Column("Text", DataKind.String, 0), new TextLoader.Column("Number", DataKind.Int32, 1)],
            separatorChar: ',',
            allowQuoting: true);

        Assert.That(view.GetColumn<string>("Text"), Is.EqualTo(new[] { "one, two", "say \"hi\"" }));
        Assert.That(view.GetColumn<int>("Number"), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void A_key_in_a_file_is_a_0_based_index()
    {
        File.WriteAllLines(_path, ["0", "2", "3"]);
        TextLoader.Column[] columns = [new("Label", DataKind.UInt32, [new TextLoader.Range(0)], new KeyCount(3))];

        var view = _ml.Data.LoadFromTextFile(_path, columns);

        Assert.That(view.Schema["Label"].Type, Is.EqualTo(new KeyDataViewType(typeof(uint), 3)));
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new uint[] { 1, 3, 0 }));
    }

    [Test]
    public void A_file_that_is_not_there_is_refused()
    {
        Assert.That(() => _ml.Data.LoadFromTextFile<Row>(_path + ".absent"), Throws.InstanceOf<ArgumentException>());
    }

    private sealed class Row
    {
        [LoadColumn(0, 2)]
        [VectorType(3)]
        public float[] Numbers { get; set; } = [];

        [LoadColumn(3)]
        public bool Flag { get; set; }
    }
}
