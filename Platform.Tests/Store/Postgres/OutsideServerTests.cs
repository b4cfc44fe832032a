namespace Platform.Tests.Store.Postgres;

/// <summary>The app as the person at the terminal sees it when it cannot start.</summary>
public sealed class OutsideServerTests
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=relais")]
    [InlineData("Host=no-such-host.invalid;Username=relais")]
    [InlineData("this is no connection string")]
    public async Task A_wrong_connection_string_is_one_sentence_and_no_stack(string connectionString)
    {
        using var app = AppProcess.Launch(("ConnectionStrings__Platform", connectionString));
        var said = await app.EndAsync();

        Assert.Equal(1, said.Code);
        Assert.Equal(2, said.Errors.TrimEnd().Split('\n').Length);
        Assert.Contains("ne répond pas", said.Errors, StringComparison.Ordinal);
        Assert.Contains("does not answer", said.Errors, StringComparison.Ordinal);
    }
}
