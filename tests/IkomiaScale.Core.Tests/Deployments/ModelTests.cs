using System.Reflection;
using IkomiaScale.Deployments.Polling;
using IkomiaScale.Tests.Deployments.Support;

namespace IkomiaScale.Tests.Deployments;

public sealed class ModelTests
{
    [Fact]
    public void A_run_survives_JSON()
    {
        var run = new IkDeploymentRun
        {
            Uuid = "u1", State = "PENDING", Endpoint = new Uri("https://deployment.example/x"), TaskName = "t",
            SubmittedAt = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), Input = "a.png",
        };

        var read = System.Text.Json.JsonSerializer.Deserialize<IkDeploymentRun>(System.Text.Json.JsonSerializer.Serialize(run))!;

        Assert.Equal(
            (run.Uuid, run.State, run.Endpoint, run.TaskName, run.SubmittedAt, run.Input),
            (read.Uuid, read.State, read.Endpoint, read.TaskName, read.SubmittedAt, read.Input));
    }

    [Fact]
    public void No_public_member_shows_a_type_of_the_libraries_inside()
    {
        var types = typeof(IkOutput).Assembly.GetExportedTypes();
        var members = types
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(Shown);

        string[] inside = ["Newtonsoft", "Flurl", "Polly"];
        Assert.DoesNotContain(members, type => inside.Any(name => type.FullName?.StartsWith(name, StringComparison.Ordinal) == true));
    }

    [Fact]
    public void Image_bytes_do_not_show_as_a_property()
    {
        var raw = Documents.Results($$"""{ "image": "{{Documents.Png}}" }""", Documents.Instances, Documents.Semantic);
        var result = ResultReader.Read(TestClient.Run, ResultBody.FromText(raw), DateTimeOffset.UnixEpoch);

        foreach (var output in result.Outputs)
        {
            Assert.DoesNotContain(output.GetType().GetProperties(), property => property.PropertyType == typeof(byte[]));
        }
    }

    private static IEnumerable<Type> Shown(MemberInfo member) => member switch
    {
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        _ => [],
    };
}
