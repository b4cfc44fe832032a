namespace Platform.Tests.Benchmarks;

/// <summary>`./bench NAME`. Measurements, not tests: a busy machine makes them slower, never red.</summary>
internal static class Bench
{
    private static readonly Dictionary<string, (string What, Func<Length, Task> RunAsync)> All = new()
    {
        ["append"] = ("recording facts and opening a stream, against plain Npgsql", AppendBenchmark.RunAsync),
        ["ingest"] = ("a signed webhook until it is durable and acknowledged, against pgbench", IngestBenchmark.RunAsync),
        ["live"] = ("a webhook until a second person sees it, against an empty page with a push", LiveBenchmark.RunAsync),
        ["circuit"] = ("memory of an open inbox, against an empty circuit", CircuitBenchmark.RunAsync),
        ["inbox"] = ("opening the list, a thread and a search at a million messages, against ten thousand", InboxBenchmark.RunAsync),
        ["agent"] = ("two hundred customers answered at once by the built-in assistant", AgentBenchmark.RunAsync),
        ["board"] = ("opening the order board with 5,000 open orders, against 100", BoardBenchmark.RunAsync),
        ["invoice"] = ("invoices drawn per second on one core", InvoiceBenchmark.RunAsync),
        ["rebuild"] = ("the dashboard's figures counted afresh from a million facts", RebuildBenchmark.RunAsync),
        ["dispatch"] = ("a thousand orders confirmed in a minute, offered to couriers", _ => DispatchBenchmark.RunAsync()),
        ["agree"] = ("ten thousand orders drawn by lot, and everything that counts their money", AgreeBenchmark.RunAsync),
        ["dying"] = ("one of two nodes killed in a rush of offers, payments and invoices", DyingBenchmark.RunAsync),
        ["torture"] = ("six different and six equal messages in parallel, a thousand times", Torture.RunAsync),
    };

    public static async Task<int> Main(string[] args)
    {
        if (args is not [var name, .. var options] || !All.TryGetValue(name, out var benchmark) || !Length.TryRead(options, out var length))
        {
            foreach (var (known, (what, _)) in All) Console.WriteLine($"./bench {known,-8} {what}");
            return args is [] ? 0 : 2;
        }

        await Machine.DescribeAsync();
        await benchmark.RunAsync(length);
        return 0;
    }
}

/// <param name="Rounds">How often both sides take their turn.</param>
/// <param name="Turn">How long each turn is.</param>
internal sealed record Length(int Rounds, TimeSpan Turn)
{
    public static bool TryRead(string[] options, out Length length)
    {
        length = new(Rounds: 5, TimeSpan.FromSeconds(5));
        foreach (var pair in options.Chunk(2))
        {
            if (pair is not [var option, var text] || !int.TryParse(text, out var number) || number < 1) return false;
            switch (option)
            {
                case "--rounds": length = length with { Rounds = number }; break;
                case "--seconds": length = length with { Turn = TimeSpan.FromSeconds(number) }; break;
                default: return false;
            }
        }

        return true;
    }
}
