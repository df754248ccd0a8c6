using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Sparse vectors, and whose arrays a vector keeps.</summary>
public sealed class VBufferTests
{
    [Test]
    public void A_sparse_buffer_reads_as_its_dense_form()
    {
        var sparse = new VBuffer<float>(5, 2, [7f, 9f], [1, 4]);

        Assert.That(sparse.IsDense, Is.False);
        Assert.That(sparse.GetValues().ToArray(), Is.EqualTo(new[] { 7f, 9f }));
        Assert.That(sparse.GetIndices().ToArray(), Is.EqualTo(new[] { 1, 4 }));
        Assert.That(sparse.DenseValues(), Is.EqualTo(new[] { 0f, 7, 0, 0, 9 }));
        Assert.That(sparse.GetItemOrDefault(4), Is.EqualTo(9f));
        Assert.That(sparse.GetItemOrDefault(3), Is.Zero);
        var copy = new float[5];
        sparse.CopyTo(copy);
        Assert.That(copy, Is.EqualTo(new[] { 0f, 7, 0, 0, 9 }));
    }

    [Test]
    public void An_editor_reuses_the_array_of_the_buffer_it_replaces()
    {
        var buffer = new VBuffer<int>(3, [1, 2, 3]);

        var editor = VBufferEditor.Create(ref buffer, 2);
        editor.Values[0] = 8;
        editor.Values[1] = 9;
        buffer = editor.Commit();

        Assert.That(editor.CreatedNewValues, Is.False);
        Assert.That(buffer.Length, Is.EqualTo(2));
        Assert.That(buffer.DenseValues(), Is.EqualTo(new[] { 8, 9 }));
    }

    [Test]
    public void A_copy_shares_no_array_with_its_source()
    {
        var values = new[] { 1f, 2f };
        var source = new VBuffer<float>(2, values);
        var copy = default(VBuffer<float>);

        source.CopyTo(ref copy);
        values[0] = 5;

        Assert.That(copy.GetItemOrDefault(0), Is.EqualTo(1f));
    }
}
