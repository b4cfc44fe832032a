using System.Text.Json;
using Platform.Domain.Templates;
using Platform.Integrations.Messaging.WhatsApp;

namespace Platform.Tests.Messaging;

public sealed class WhatsAppTemplatesTests
{
    [Fact]
    public void Parts_of_every_kind_are_read()
    {
        using var told = JsonDocument.Parse("""
            {"components":[
              {"type":"HEADER","format":"IMAGE","example":{"header_handle":["4::aW"]}},
              {"type":"BODY","text":"Bienvenue {{first_name}}, code {{code}} pour vous.","example":{"body_text_named_params":[{"param_name":"code","example":"HIVER"},{"param_name":"first_name","example":"Pablo"}]}},
              {"type":"FOOTER","text":"Atlas"},
              {"type":"BUTTONS","buttons":[{"type":"URL","text":"Voir","url":"https://a.example/p/{{1}}","example":["https://a.example/p/42"]},{"type":"PHONE_NUMBER","text":"Appeler","phone_number":"+212522400400"},{"type":"COPY_CODE","example":"HIVER"},{"type":"QUICK_REPLY","text":"Stop"}]}]}
            """);

        var words = WhatsAppComponents.Read(told.RootElement);

        Assert.Equal(HeaderKind.Image, words.Header!.Kind);
        Assert.Equal(["Pablo", "HIVER", "42"], words.Samples);
        Assert.Equal([PressKind.Web, PressKind.Call, PressKind.Other, PressKind.Reply], words.Presses.Select(press => press.Kind));
        Assert.True(words.NeedsMore);
        Assert.Equal("https://a.example/p/7", words.Filled(["Awa", "ETE", "7"]).Presses[0].Target);
    }

    [Theory]
    [InlineData("Bonjour {{1}}, bienvenue.", """[{"type":"BODY","text":"Bonjour {{1}}, bienvenue.","example":{"body_text":[["Salma"]]}}]""")]
    [InlineData("Bonjour {{nom}}, bienvenue.", """[{"type":"BODY","text":"Bonjour {{nom}}, bienvenue.","example":{"body_text_named_params":[{"param_name":"nom","example":"Salma"}]}}]""")]
    [InlineData("Bienvenue.", """[{"type":"BODY","text":"Bienvenue."}]""")]
    public void Examples_lie_where_Meta_looks_for_them(string body, string components)
    {
        var words = new TemplateWords(body);
        Assert.Equal(components, WhatsAppComponents.Write(words with { Samples = [.. words.Blanks.Select(_ => "Salma")] }).ToJsonString());
    }
}
