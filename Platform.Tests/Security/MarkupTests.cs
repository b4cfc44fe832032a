namespace Platform.Tests.Security;

public sealed class MarkupTests
{
    /// <summary>Icons are drawings of ours, the words beside them and the shortcuts words of ours that are encoded there, a form's proof is the server's own. Nothing that came from a person may skip the encoder.</summary>
    [Fact]
    public void Only_icons_shortcuts_and_the_proof_of_a_form_are_written_as_raw_markup() => Assert.Equal(
        ["Platform.Web/Shared/ShortcutsDialog.razor", "Platform.Web/Shared/FormToken.cs", "Platform.Web/Shared/Icons.cs"],
        Sources.Of("*.razor", "*.cs").Where(source => source.Text.Contains("MarkupString", StringComparison.Ordinal) || source.Text.Contains("AddMarkupContent", StringComparison.Ordinal)).Select(source => source.File));

    private static readonly string[] WaysIn = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"];

    [Fact]
    public void Scripts_of_ours_write_no_markup_and_evaluate_nothing() => Assert.Empty(
        Sources.Of("*.js")
            .Where(source => !source.File.Contains("/_framework/", StringComparison.Ordinal))
            .Where(source => WaysIn.Any(way => source.Text.Contains(way, StringComparison.Ordinal)))
            .Select(source => source.File));
}
