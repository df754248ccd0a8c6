using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>
/// The images of a column, row by row. Images that a transform makes for whoever asks are disposed; those that live in the caller's rows
/// are not.
/// </summary>
internal sealed class ImageSource(DataViewRow row, DataViewSchema.Column column) : IDisposable
{
    private readonly ValueGetter<MLImage> _getter = row.GetGetter<MLImage>(column);
    private MLImage? _current;
    private bool? _isCallers;

    /// <summary>
    /// The image of the row that the cursor stands on, valid until the next call; <see langword="null"/> where the row has none.
    /// </summary>
    public MLImage? Read()
    {
        // The getter is never given the image before: a row without an image would leave it there, disposed.
        Release();
        if (Get() is { } image)
        {
            _current = _isCallers is null ? First(image) : image;
        }

        return _current;
    }

    /// <inheritdoc />
    public void Dispose() => Release();

    // A transform makes a new image for every call, a row of the caller's gives the one that it has.
    private MLImage First(MLImage image)
    {
        var again = Get();
        _isCallers = ReferenceEquals(again, image);
        if (again is null || _isCallers.Value)
        {
            return image;
        }

        image.Dispose();
        return again;
    }

    private MLImage? Get()
    {
        MLImage? image = null;
        _getter(ref image!);
        return image;
    }

    private void Release()
    {
        if (_isCallers == false)
        {
            _current?.Dispose();
        }

        _current = null;
    }
}
