using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.Transforms.Image;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Reads a view once, from the first row to the last, into contiguous memory.</summary>
internal sealed class ImageReader : IDisposable
{
    // Batch normalization needs two images, in each half of a search.
    private const int FewestImages = 4;
    private const int MostNamed = 10;

    private readonly ImageColumns _columns;
    private readonly ReadingLog _log;
    private readonly bool _skipsUnreadable;
    private readonly PixelBuffer _pixels;
    private readonly List<long> _labels = [];
    private long _missing;
    private long _unreadable;

    private ImageReader(ImageColumns columns, ReadingLog log, bool skipsUnreadable, long? rows)
    {
        (_columns, _log, _skipsUnreadable) = (columns, log, skipsUnreadable);
        _pixels = new PixelBuffer(columns.Shape, rows);
    }

    /// <summary>Reads all rows that have a label.</summary>
    /// <param name="input">The view.</param>
    /// <param name="columns">Which columns to read.</param>
    /// <param name="log">Told of rows that had to be left out, and asked whether to go on.</param>
    /// <param name="skipsUnreadable">Whether rows whose image cannot be read are left out, with a warning.</param>
    /// <returns>The images, values as they are in the column.</returns>
    /// <exception cref="ArgumentException">
    /// There is no image, or only of one class, or they do not fit into memory, an image cannot be read, a pixel is not a finite number, or
    /// a label is none
    /// of the key's.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static LabelledData Read(IDataView input, ImageColumns columns, ReadingLog log, bool skipsUnreadable = false)
    {
        var rows = input.GetRowCount();
        using var reader = new ImageReader(columns, log, skipsUnreadable, rows);
        reader.ReadRows(input);
        reader.CheckWhole();
        return new LabelledData(reader._pixels.ToTensor(), tensor(reader._labels.ToArray(), device: CPU), columns.ClassCount);
    }

    /// <inheritdoc />
    public void Dispose() => _pixels.Dispose();

    private void ReadRows(IDataView input)
    {
        var texts = _columns.Features.Type is ImageDataViewType ? RowTexts.ColumnsOf(input.Schema).ToArray() : [];
        using var cursor = RowCursors.Open(input, [_columns.Label, _columns.Features, .. texts]);
        using var image = PixelReader.Of(cursor, _columns.Features, _columns.Shape);
        var label = LabelReader.Of(cursor, _columns.Label);
        var names = new RowTexts(cursor, texts);
        while (cursor.MoveNext())
        {
            _log.ThrowIfEnded();
            if (IsLabelled(label(), cursor.Position, out var known))
            {
                ReadRow(known, image, cursor.Position, names);
            }
        }
    }

    private bool IsLabelled(ulong label, long row, out long known)
    {
        known = (long)label - 1;
        if (label == 0)
        {
            _missing++;
            return false;
        }

        return label <= (ulong)_columns.ClassCount ? true : throw Refusal.OfInput(
            $"The label in row {row} of column '{_columns.Label.Name}' is {label}; allowed are 1 to {_columns.ClassCount}, and 0 for "
            + "missing.");
    }

    private void ReadRow(long label, PixelReader image, long row, RowTexts texts)
    {
        var pixels = _pixels.Next();
        try
        {
            image.Read(pixels);
            CheckFinite(pixels, row);
        }
        catch (UnreadableRowException exception)
        {
            Skip($"{exception.Message.TrimEnd('.')}{texts}.", exception);
            return;
        }

        _pixels.Keep();
        _labels.Add(label);
    }

    private void Skip(string problem, UnreadableRowException exception)
    {
        if (!_skipsUnreadable)
        {
            throw Refusal.OfInput(
                $"{problem} {nameof(ImageSearchOptions.SkipsUnreadableImages)} leaves such rows out, with a warning.",
                exception);
        }

        if (++_unreadable <= MostNamed)
        {
            _log.Warn($"{problem} The row is left out.");
        }
    }

    private void CheckFinite(ReadOnlySpan<float> pixels, long row)
    {
        if (IsFinite(pixels))
        {
            return;
        }

        if (_columns.Features.Type is ImageDataViewType)
        {
            throw new UnreadableRowException(
                $"The image in row {row} of column '{_columns.Features.Name}' is missing: its path may be empty.");
        }

        throw Refusal.OfInput(
            $"A pixel in row {row} of column '{_columns.Features.Name}' is not a finite number; "
            + "Transforms.ReplaceMissingValues or Data.FilterRowsByMissingValues help.");
    }

    private static bool IsFinite(ReadOnlySpan<float> pixels)
    {
        foreach (var pixel in pixels)
        {
            if (!float.IsFinite(pixel))
            {
                return false;
            }
        }

        return true;
    }

    private void CheckWhole()
    {
        var count = _pixels.Count;
        if (_missing > 0 && count > 0)
        {
            _log.Warn($"{_missing} rows have no label in column '{_columns.Label.Name}' and are left out; {count} remain.");
        }

        if (_unreadable > 0)
        {
            _log.Warn($"{_unreadable} rows have no image in column '{_columns.Features.Name}' that could be read and are left out; "
                + $"{count} remain.");
        }

        if (count == 0)
        {
            throw Refusal.OfInput(
                _missing > 0 && _unreadable == 0
                    ? $"All {_missing} rows have a missing label in column '{_columns.Label.Name}'."
                    : _unreadable > 0
                        ? $"There is no image to learn from: {_unreadable} rows cannot be read, {_missing} have no label."
                        : "The view is empty; there is no image to learn from.");
        }

        if (count < FewestImages)
        {
            throw Refusal.OfInput($"There are {count} labelled images; at least {FewestImages} are needed.");
        }

        if (_labels.TrueForAll(label => label == _labels[0]))
        {
            throw Refusal.OfInput(
                $"All {count} images have the same class in column '{_columns.Label.Name}'; at least two classes are needed.");
        }
    }
}
