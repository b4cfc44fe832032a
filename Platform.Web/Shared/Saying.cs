using Microsoft.AspNetCore.Components;

namespace Platform.Web.Shared;

/// <summary>What was said in a field; whoever hears it may refuse it.</summary>
public sealed class Utterance(string text)
{
    public string Text => text;
    public bool IsRefused { get; set; }
}

/// <summary>
/// A field in which one thing is said after another (`data-says` on its form). It is the browser's, and empty with the press:
/// the server would empty it late, and what was typed meanwhile with it. What was refused comes back into it.
/// </summary>
public sealed class Saying
{
    private string typed = "";

    /// <summary>The value of the field, when there is one to give back.</summary>
    public string? Back { get; private set; }

    public void Hear(ChangeEventArgs change) => typed = (string)change.Value!;

    public async Task SayAsync(EventCallback<Utterance> heard)
    {
        var said = new Utterance(typed.Trim());
        (typed, Back) = ("", null);
        if (said.Text.Length == 0) return;
        await heard.InvokeAsync(said);
        if (said.IsRefused && typed.Length == 0) typed = Back = said.Text;
    }
}
