using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Platform.Web.Shared;

/// <summary>The field that proves a form is ours, as one string drawn into the form: every open page holds three, and a component of its own costs a kilobyte each.</summary>
internal static class FormToken
{
    public static MarkupString Field(this AntiforgeryStateProvider tokens) => tokens.GetAntiforgeryToken() is { } token
        ? new($"""<input type="hidden" name="{token.FormFieldName}" value="{HtmlEncoder.Default.Encode(token.Value)}">""")
        : default;
}
