using System.Reflection;
using System.Text.RegularExpressions;

namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>
/// What every cmdlet must have here, also the one that is added tomorrow: <c>Get-IkThing</c> is tested in
/// <c>Cmdlets/GetIkThingTests.cs</c>, and each of its parameters is used there.
/// </summary>
public sealed partial class EveryCmdletTests
{
    public static TheoryData<string> Names => [.. Exported.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_a_class_of_tests(string name)
    {
        var type = typeof(EveryCmdletTests).Assembly.GetTypes().SingleOrDefault(type => type.Name == ClassOf(name));
        Assert.True(type is not null, $"{name} needs its tests in a class {ClassOf(name)} in tests/IkomiaScale.Hosted.Tests/Cmdlets; CONTRIBUTING.md tells how.");
        var tests = type.GetMethods().Count(method => method.GetCustomAttribute<FactAttribute>() is not null);
        Assert.True(tests >= 3, $"{ClassOf(name)} has {tests} tests.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_each_parameter_used_in_its_tests(string name)
    {
        var text = string.Concat(Directory.GetFiles(Path.Combine(Built.Root, "tests", "IkomiaScale.Hosted.Tests", "Cmdlets"), $"{ClassOf(name)}*.cs").Select(File.ReadAllText));
        var parameters = Exported.TypeOf(name).GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute))).Select(property => property.Name);
        Assert.All(parameters, parameter => Assert.Matches($@"-{parameter}\b", text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_form_of_the_others(string name)
    {
        var type = Exported.TypeOf(name);
        Assert.Matches("^[A-Z][a-z]+-Ik[A-Z]", name);
        Assert.Equal($"IkomiaScale.Commands.{name.Replace("-", string.Empty, StringComparison.Ordinal)}Command", type.FullName);
        var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        Assert.True(cmdlet.SupportsShouldProcess || !ChangingVerb().IsMatch(cmdlet.VerbName), $"{name} changes something, so it must ask ShouldProcess.");
        if (!cmdlet.VerbName.StartsWith("Disconnect", StringComparison.Ordinal) && cmdlet.VerbName != "Stop")
        {
            Assert.NotEmpty(type.GetCustomAttributes<OutputTypeAttribute>());
        }
    }

    private static string ClassOf(string name) => name.Replace("-", string.Empty, StringComparison.Ordinal) + "Tests";

    [GeneratedRegex("^(Send|Read|Copy|Remove|New|Save|Invoke|Start|Stop|Sync|Export|Publish|Update|Add)$")]
    private static partial Regex ChangingVerb();
}
