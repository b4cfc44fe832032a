using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Invoices;
using Platform.Tests.Invoices;
using Platform.Web.Invoices;

namespace Platform.Tests.Benchmarks;

/// <summary>How many invoices one core draws per second, with Latin and with Arabic names.</summary>
internal static class InvoiceBenchmark
{
    public static Task RunAsync(Length length)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<InvoicePdf>().BuildServiceProvider();
        var pdf = services.GetRequiredService<InvoicePdf>();
        foreach (var (what, paper) in new[] { ("Latin", InvoiceBookSpecs.Sample()), ("Arabic", InvoiceBookSpecs.Sample("سلمى بناني", "حي المعاريف، شقة 12، الدار البيضاء")) })
        {
            var issued = new InvoiceIssued(new(Guid.CreateVersion7()), 123, paper);
            pdf.Draw(issued); // Reads the typefaces.
            var rates = Enumerable.Range(0, length.Rounds).Select(_ => Rate(pdf, issued, length.Turn)).ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"invoice, {what} names: {Duel.Median(rates):0} PDFs per second on one core ({rates.Min():0} to {rates.Max():0}, {rates.Count} rounds), {pdf.Draw(issued).Length / 1024.0:0} kB each"));
        }

        return Task.CompletedTask;
    }

    private static double Rate(InvoicePdf pdf, InvoiceIssued issued, TimeSpan turn)
    {
        var (watch, drawn) = (Stopwatch.StartNew(), 0);
        for (; watch.Elapsed < turn; drawn++) pdf.Draw(issued);
        return drawn / watch.Elapsed.TotalSeconds;
    }
}
