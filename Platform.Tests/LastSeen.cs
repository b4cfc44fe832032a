using Microsoft.Playwright;

namespace Platform.Tests;

/// <summary>What each person of this run had before them when their test ended: a journey that waited in vain says only for what.</summary>
internal static class LastSeen
{
    private const int Enough = 2000;
    private static readonly Lazy<TextWriter> File = RunLog.Open("last-seen.log");

    public static async Task NoteAsync(string test, IPage page)
    {
        try
        {
            var words = await page.EvaluateAsync<string>("() => document.body?.innerText ?? ''").WaitAsync(TimeSpan.FromSeconds(2));
            File.Value.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {test} {page.Url}\n{words[..Math.Min(words.Length, Enough)]}\n");
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // Closed by the test itself, or past answering.
        }
    }
}
