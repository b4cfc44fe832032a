using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Platform.Web.Shared;

/// <summary>The field that proves a form is ours, drawn into the form: as a component of its own it costs every open page a kilobyte, four times.</summary>
internal static class FormToken
{
    public static RenderFragment Field(this AntiforgeryStateProvider tokens) => builder =>
    {
        if (tokens.GetAntiforgeryToken() is not { } token) return;

        builder.OpenElement(0, "input");
        builder.AddAttribute(1, "type", "hidden");
        builder.AddAttribute(2, "name", token.FormFieldName);
        builder.AddAttribute(3, "value", token.Value);
        builder.CloseElement();
    };
}
