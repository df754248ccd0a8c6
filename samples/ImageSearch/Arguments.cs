using System.Globalization;

namespace ImageSearch;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public const string Help = """
        Searches, trains, saves and reloads an image classifier.

          --data PATH        a folder with one folder of images per class, a folder of MNIST IDX files,
                             or a CIFAR-10 binary file (.bin or .bin.gz); default: the bundled 8x8 digits
          --images N         use N images only, drawn at random
          --size N           height and width that a folder's images are resized to, a multiple of 4 (default 32)
          --seed N           seed of every random draw (default 1)
          --search-epochs N  epochs of the search (default: by the data's size)
          --epochs N         epochs of the final training (default: by the data's size)
          --order 1|2        order of the architecture gradient (default 1)
          --gpu N            CUDA device (default: the CPU)
          --out FOLDER       where model.zip and the drawings go (default: out)
          --no-baselines     leave out the linear classifier and the random cell
          --quick            a few steps only, to see that all works
          --help             this text
        """;

    public string? Data { get; init; }

    public int? Images { get; init; }

    public int Size { get; init; } = 32;

    public int Seed { get; init; } = 1;

    public int? SearchEpochs { get; init; }

    public int? Epochs { get; init; }

    public int Order { get; init; } = 1;

    public int? Gpu { get; init; }

    public string Out { get; init; } = "out";

    public bool Baselines { get; init; } = true;

    public bool Quick { get; init; }

    public bool ShowHelp { get; init; }

    /// <exception cref="ArgumentException">
    /// An argument is unknown, or its value is missing or no whole number of the allowed range.
    /// </exception>
    public static Arguments Parse(string[] args)
    {
        var result = new Arguments();
        var queue = new Queue<string>(args);
        while (queue.TryDequeue(out var name))
        {
            result = name switch
            {
                "--data" => result with { Data = Value(name) },
                "--images" => result with { Images = Number(name, minimum: 50) },
                "--size" => result with { Size = Number(name, minimum: 4) },
                "--seed" => result with { Seed = Number(name, minimum: 0) },
                "--search-epochs" => result with { SearchEpochs = Number(name, minimum: 1) },
                "--epochs" => result with { Epochs = Number(name, minimum: 1) },
                "--order" => result with { Order = Number(name, minimum: 1, maximum: 2) },
                "--gpu" => result with { Gpu = Number(name, minimum: 0) },
                "--out" => result with { Out = Value(name) },
                "--no-baselines" => result with { Baselines = false },
                "--quick" => result with { Quick = true },
                "--help" or "-h" => result with { ShowHelp = true },
                _ => throw new ArgumentException($"'{name}' is not an argument of this program.{Environment.NewLine}{Help}"),
            };
        }

        return result;

        string Value(string name) =>
            queue.TryDequeue(out var value) ? value : throw new ArgumentException($"{name} needs a value.");

        int Number(string name, int minimum, int maximum = int.MaxValue) =>
            int.TryParse(Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum
                && number <= maximum
                ? number
                : throw new ArgumentException(
                    $"{name} needs a whole number {(maximum == int.MaxValue ? $"of at least {minimum}" : $"from {minimum} to {maximum}")}.");
    }
}
