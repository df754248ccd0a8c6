using System.Globalization;

namespace TextSearch;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public const string Help = """
        Searches, trains, saves and reloads a text classifier, and holds it against three others.

          --data PATH      a file of labelled texts: label, tab, text (.tsv or .tsv.gz); default: the bundled text messages
          --test PATH      the texts to test on, in the same form; default: a fifth of the data, drawn anew for each seed
          --vectors PATH   word vectors, a text file of GloVe or word2vec (default: learned with the network)
          --seeds N        how many times all is done, each time with another seed (default 3)
          --epochs N       epochs of every training (default 4)
          --search NAME    trained (every candidate by itself, the default), shared (weights that candidates share) or darts
          --candidates N   how many cells a search by candidates tries (default 5)
          --no-baselines   leave out the other networks and the linear classifier
          --out FOLDER     where model.zip and the drawing of the cells go (default: out)
          --quick          a few steps only, to see that all works
          --help           this text
        """;

    public string? Data { get; init; }

    public string? Test { get; init; }

    public string? Vectors { get; init; }

    public int Seeds { get; init; } = 3;

    public int Epochs { get; init; } = 4;

    public string Search { get; init; } = "trained";

    public int Candidates { get; init; } = 5;

    public bool Baselines { get; init; } = true;

    public string Out { get; init; } = "out";

    public bool Quick { get; init; }

    public bool ShowHelp { get; init; }

    /// <exception cref="ArgumentException">An argument is unknown, or its value is missing or not allowed.</exception>
    public static Arguments Parse(string[] args)
    {
        var result = new Arguments();
        var queue = new Queue<string>(args);
        while (queue.TryDequeue(out var name))
        {
            result = name switch
            {
                "--data" => result with { Data = Value(name) },
                "--test" => result with { Test = Value(name) },
                "--vectors" => result with { Vectors = Value(name) },
                "--seeds" => result with { Seeds = Number(name) },
                "--epochs" => result with { Epochs = Number(name) },
                "--candidates" => result with { Candidates = Number(name) },
                "--search" => result with { Search = Value(name) },
                "--no-baselines" => result with { Baselines = false },
                "--out" => result with { Out = Value(name) },
                "--quick" => result with { Quick = true, Seeds = 1, Epochs = 1, Candidates = 2 },
                "--help" or "-h" => result with { ShowHelp = true },
                _ => throw new ArgumentException($"'{name}' is not an argument of this program.{Environment.NewLine}{Help}"),
            };
        }

        return result.Search is "trained" or "shared" or "darts"
            ? result
            : throw new ArgumentException($"--search is trained, shared or darts; found '{result.Search}'.");

        string Value(string name) =>
            queue.TryDequeue(out var value) ? value : throw new ArgumentException($"{name} needs a value.");

        int Number(string name) =>
            int.TryParse(Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
                ? number
                : throw new ArgumentException($"{name} needs a whole number of at least 1.");
    }
}
