using System.Text.Json.Nodes;

namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class SaveIkConnectionTests : CmdletTests
{
    private readonly string _name = $"p{Guid.NewGuid():N}";

    public SaveIkConnectionTests(SharedSession shared)
        : base(shared)
    {
        Session.Variables.SetVariable("name", _name);
        Session.Variables.SetVariable("address", Emulator.Address.ToString());
    }

    private static string FilePath => Path.Combine(Environment.GetEnvironmentVariable("XDG_CONFIG_HOME")!, "ikomiascale", "connections.json");

    [Fact]
    public void Saves_the_connection_of_the_session_without_its_token()
    {
        using var session = Connected();
        session.Run("Save-IkConnection $name -WarningAction SilentlyContinue").Succeeded();
        var profile = Run("Get-IkConnection -ListAvailable $name");
        Assert.Equal(Emulator.Address.ToString(), profile.One("Endpoint")!.ToString());
        Assert.Equal(Emulator.Address.ToString(), profile.One("StorageUrl")!.ToString());
        Assert.DoesNotContain(Emulated.Token, JsonNode.Parse(File.ReadAllText(FilePath))!["connections"]![_name]!.ToJsonString(), StringComparison.Ordinal);
        session.Run($"Connect-IkScale $name {Emulated.Token}; Get-IkDeployment -Refresh").Succeeded();
    }

    [Fact]
    public void Says_that_a_profile_needs_a_token_and_how_to_give_it()
    {
        using var session = Connected();
        var warning = Assert.Single(session.Run("Save-IkConnection -Name $name").Succeeded().Warnings);
        Assert.Contains("-TokenSecret", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Saves_values_and_gives_the_profile_with_PassThru()
    {
        Local.Write("ca.pem", Certificates.AuthorityPem);
        Local.Write("client.pem", Certificates.ClientPem);
        var saved = Run(
            "Save-IkConnection -Name $name -Endpoint https://d.example/ -ScaleUrl https://s.example/ -StorageUrl http://f.example/ -TimeoutSec 5 -AllowInsecure " +
            "-Proxy http://proxy.example:3128 -ProxyUseDefaultCredentials -CertificateAuthority ca.pem -Certificate client.pem -TokenVariable env:MY_TOKEN -PassThru").Succeeded();
        Assert.Empty(saved.Warnings);
        Assert.Equal(_name, saved.One("Name"));
        Assert.Equal("http://proxy.example:3128/", saved.One("Proxy")!.ToString());
        Assert.Equal(Local.File("ca.pem"), saved.One("CertificateAuthority"));
        Assert.Equal(Local.File("client.pem"), saved.One("Certificate"));
        Assert.Equal("Variable MY_TOKEN", saved.One("TokenSource")!.ToString());
        Assert.Equal(5, saved.One("TimeoutSec"));
        Assert.Equal(true, saved.One("AllowInsecure"));
        Assert.Equal(true, saved.One("ProxyUseDefaultCredentials"));
    }

    [Fact]
    public void A_token_that_a_command_puts_out_is_fetched_when_it_is_needed()
    {
        Run($"Save-IkConnection $name $address -ScaleUrl $address -StorageUrl $address -TokenCommand \"'{Emulated.Token}'\"").Succeeded();
        Assert.Single(Run("Get-IkDeployment -Connection $name").Succeeded().Output);
        Run("Connect-IkScale $name").Succeeded();
        Assert.Equal(_name, Run("Get-IkConnection").One("Name"));
    }

    [Fact]
    public void A_command_and_its_arguments_are_taken_literally()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Run($"Save-IkConnection $name $address -ScaleUrl $address -StorageUrl $address -TokenCommand 'printf', '%s', '{Emulated.Token}'").Succeeded();
        Run("Connect-IkScale $name").Succeeded();
    }

    [Theory]
    [InlineData("throw 'vault is sealed'", "vault is sealed")]
    [InlineData("'one', 'two'", "the token and nothing else")]
    [InlineData("$null", "the token and nothing else")]
    public void A_command_that_gives_no_token_is_told(string command, string part)
    {
        Session.Variables.SetVariable("command", command);
        Run("Save-IkConnection $name $address -TokenCommand $command").Succeeded();
        var error = Session.Fail("Get-IkStorageObject -Connection $name");
        Assert.Equal("NotConnected", error.Id());
        Assert.Contains(part, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(_name, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_is_not_set_is_named()
    {
        Run("Save-IkConnection $name $address -TokenVariable IK_NOT_SET").Succeeded();
        var error = Session.Fail("Connect-IkScale $name");
        Assert.Equal("NotConnected", error.Id());
        Assert.Contains("IK_NOT_SET", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_needs_the_module_and_the_error_says_how_to_get_it()
    {
        Run("Save-IkConnection $name $address -TokenSecret vault/ikomia").Succeeded();
        var error = Session.Fail("Connect-IkScale $name");
        Assert.Equal("NotConnected", error.Id());
        Assert.Contains("Install-PSResource Microsoft.PowerShell.SecretManagement", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_comes_from_the_vault_that_is_named()
    {
        Local.Write(Path.Combine("modules", "Microsoft.PowerShell.SecretManagement", "Microsoft.PowerShell.SecretManagement.psm1"), $$"""
            function Get-Secret { [CmdletBinding()] param([string]$Name, [string]$Vault)
                if ($Vault -ne 'work' -or $Name -ne 'team/ikomia') { throw "no secret $Name in $Vault" }
                $secret = [securestring]::new(); '{{Emulated.Token}}'.ToCharArray().ForEach({ $secret.AppendChar($_) }); $secret
            }
            Export-ModuleMember -Function Get-Secret
            """);
        var variables = new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = Local.File("config"), ["PSModulePath"] = Local.File("modules") };
        Assert.Equal("1 no secret other in work", await HostProcess.OutputAsync(
            $$"""
            Import-Module '{{Built.Manifest}}'
            Save-IkConnection prod {{Emulator.Address}} -ScaleUrl {{Emulator.Address}} -StorageUrl {{Emulator.Address}} -TokenSecret work/team/ikomia
            Save-IkConnection other {{Emulator.Address}} -TokenSecret work/other
            $tasks = @(Get-IkDeployment -Connection prod).Count
            try { Connect-IkScale other } catch { $told = [regex]::Match("$_", 'no secret other in work').Value }
            "$tasks $told"
            """,
            variables));
    }

    [Fact]
    public async Task StoreToken_leaves_the_token_to_the_store_of_the_system_and_Remove_takes_it_out_again()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var variables = Keyring();
        var script = $$"""
            Import-Module '{{Built.Manifest}}'
            $proxy = [pscredential]::new('anne', (& { $s = [securestring]::new(); 'pr0xy'.ToCharArray().ForEach({ $s.AppendChar($_) }); $s }))
            Save-IkConnection prod {{Emulator.Address}} -ScaleUrl {{Emulator.Address}} -StorageUrl {{Emulator.Address}} -Token {{Emulated.Token}} -StoreToken -Proxy http://127.0.0.1:1 -ProxyCredential $proxy
            Connect-IkScale prod -NoProxy
            Save-IkConnection copy
            $stored = [IO.Directory]::GetFiles('{{Local.File("keyring")}}').Count
            Remove-IkConnection prod, copy
            "$stored $((Get-IkConnection).Name) $([IO.Directory]::GetFiles('{{Local.File("keyring")}}').Count)"
            """;
        Assert.Equal("3 prod 0", await HostProcess.OutputAsync(script, variables));
        Assert.DoesNotContain(Emulated.Token, await File.ReadAllTextAsync(Path.Combine(Local.File("config"), "ikomiascale", "connections.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreToken_without_such_a_store_says_what_to_do_and_saves_nothing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Local.Write(Path.Combine("empty", "none"), string.Empty);
        var variables = new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = Local.File("config"), ["PATH"] = Local.File("empty") };
        var told = await HostProcess.OutputAsync(
            $"Import-Module '{Built.Manifest}'; try {{ Save-IkConnection prod {Emulator.Address} -Token x -StoreToken }} catch {{ \"$_\" }}; @(Get-IkConnection -ListAvailable).Count", variables);
        Assert.Contains("libsecret-tools", told, StringComparison.Ordinal);
        Assert.EndsWith("\n0", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_names_for_the_deployments_of_a_project()
    {
        Run($"Save-IkConnection $name -Endpoint ocr -Deployment @{{ detect = 'https://detect.example/'; OCR = $address }} -ScaleUrl $address -StorageUrl $address -TokenCommand \"'{Emulated.Token}'\"").Succeeded();
        Assert.Equal(Emulator.Address.ToString(), Run("Get-IkConnection -ListAvailable $name").One("Endpoint")!.ToString());
        Assert.Contains("detect, OCR", Show("Get-IkConnection -ListAvailable $name"), StringComparison.Ordinal);
        Run("$null = Get-IkDeployment -Connection $name -Deployment ocr").Succeeded();
        var error = Run("Get-IkDeployment -Connection $name -Deployment other").Error;
        Assert.Equal("DeploymentNotFound", error.Id());
        Assert.Contains("detect, OCR", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Deployment @{ a = 'https://a.example/'; b = 'https://b.example/' }", "-Endpoint")]
    [InlineData("-Deployment @{ a = 'words' }", "'a'")]
    [InlineData("-Deployment @{ 'a/b' = 'https://a.example/' }", "a/b")]
    [InlineData("-Endpoint https://a.example/ -TokenSecret a -TokenVariable b", "one source")]
    [InlineData("-Endpoint https://a.example/ -StoreToken -TokenCommand b", "one source")]
    [InlineData("-Endpoint https://a.example/ -NoProxy -Proxy http://p.example/", "-NoProxy")]
    [InlineData("-Endpoint http://a.example/", "-AllowInsecure")]
    [InlineData("-Endpoint https://a.example/ -CertificateAuthority none.pem", "none.pem")]
    public void Refuses_what_cannot_be_used_and_saves_nothing(string arguments, string part)
    {
        var error = Session.Fail($"Save-IkConnection $name {arguments}");
        Assert.Equal("InvalidInput", error.Id());
        Assert.Contains(part, error.ToString(), StringComparison.Ordinal);
        Assert.Equal("ObjectNotFound", Run("Get-IkConnection -ListAvailable $name").ErrorId);
    }

    [Fact]
    public void Copies_another_profile()
    {
        Run("Save-IkConnection $name $address -TokenVariable A_TOKEN").Succeeded();
        Run("$copy = \"$name-2\"; $env:A_TOKEN = 'x'; Save-IkConnection -Name $copy -Connection $name -TimeoutSec 9").Succeeded();
        var copy = Run("Get-IkConnection -ListAvailable $copy");
        Assert.Equal(9, copy.One("TimeoutSec"));
        Assert.Equal("Variable A_TOKEN", copy.One("TokenSource")!.ToString());
    }

    [Fact]
    public void Changes_nothing_with_WhatIf_or_where_No_is_said()
    {
        Run("Save-IkConnection $name $address -WhatIf").Succeeded();
        Answer("No");
        Run("Save-IkConnection $name $address -Confirm").Succeeded();
        Assert.Equal("ObjectNotFound", Run("Get-IkConnection -ListAvailable $name").ErrorId);
    }

    [Fact]
    public void Without_a_connection_there_is_nothing_to_save()
    {
        using var session = Session.WithModule();
        Assert.Equal("NotConnected", session.Fail("Save-IkConnection x").Id());
    }

    // A session of the test's own: others connect theirs to profiles.
    private Session Connected()
    {
        var session = Session.Connected(Emulator);
        session.Variables.SetVariable("name", _name);
        return session;
    }

    // secret-tool, played by a script that keeps each secret in a file.
    private Dictionary<string, string> Keyring()
    {
        Local.Write(Path.Combine("keyring", ".keep"), string.Empty);
        File.Delete(Path.Combine(Local.File("keyring"), ".keep"));
        var program = Local.Write(Path.Combine("bin", "secret-tool"), $$"""
            #!/bin/sh
            for argument in "$@"; do key=$argument; done
            file="{{Local.File("keyring")}}/$(printf '%s' "$key" | tr / +)"
            case $1 in
              store) cat > "$file" ;;
              lookup) [ -f "$file" ] && cat "$file" || exit 1 ;;
              clear) rm "$file" 2> /dev/null || exit 1 ;;
            esac
            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new() { ["XDG_CONFIG_HOME"] = Local.File("config"), ["PATH"] = $"{Local.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}" };
    }
}
