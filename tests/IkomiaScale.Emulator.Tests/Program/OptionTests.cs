using System.Globalization;
using IkomiaScale.Emulator.CommandLine;

namespace IkomiaScale.Emulator.Tests.Program;

public sealed class OptionTests
{
    [Theory]
    [InlineData("--port", "x")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "-1")]
    [InlineData("--port")]
    [InlineData("--port", "1", "--port", "2")]
    [InlineData("--page-size", "0")]
    [InlineData("--page-size", "1.5")]
    [InlineData("--temporary-ttl", "0")]
    [InlineData("--temporary-ttl", "-1")]
    [InlineData("--jwt-lifetime", "1,5")]
    [InlineData("--jwt-lifetime", "1e300")]
    [InlineData("--token", "")]
    [InlineData("--data", "")]
    [InlineData("--nonsense")]
    [InlineData("extra")]
    public void A_wrong_option_is_an_error_that_names_it(params string[] arguments)
    {
        var error = new EmulatorCommand().Root.Parse(arguments).Errors[0];
        Assert.Contains(arguments[0], error.Message);
    }

    [Fact]
    public void Without_options_the_defaults_hold()
    {
        var command = new EmulatorCommand();
        Assert.Equal(new EmulatorOptions(), command.Options(command.Root.Parse([])));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("")]
    public void Options_are_read_alike_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var command = new EmulatorCommand();
            var parsed = command.Root.Parse(
                ["--port", "0", "--data", "d", "--token", "t", "--legacy", "--page-size", "7", "--temporary-ttl", "0.5", "--jwt-lifetime", "60",
                 "--faults", "f", "--workflow", "w", "--until-stdin-closes", "--speed", "0.5", "--unmatched", "nearest"]);
            Assert.Empty(parsed.Errors);
            Assert.True(command.EndsWithStandardInput(parsed));
            var expected = new EmulatorOptions
            {
                Port = 0,
                DataPath = "d",
                Token = "t",
                Legacy = true,
                PageSize = 7,
                TemporaryLifetime = TimeSpan.FromMilliseconds(500),
                JwtLifetime = TimeSpan.FromMinutes(1),
                FaultsFile = "f",
                WorkflowFile = "w",
                Speed = 0.5,
                Unmatched = UnmatchedRuns.Nearest,
            };
            Assert.Equal(expected, command.Options(parsed));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
