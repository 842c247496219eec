/** Files that hold secrets: what is read from them and sent away on import is stolen. */
const SECRETS: readonly RegExp[] = [
  /(?:^|[/\\])\.(?:ssh|gnupg)(?:[/\\]|$)|\bid_(?:rsa|dsa|ecdsa|ed25519)$/,
  /(?:^|[/\\])\.aws[/\\]credentials$/,
  /(?:^|[/\\])\.(?:netrc|git-credentials|pypirc|pgpass)$/,
  /(?:^|[/\\])\.(?:bash|zsh|sh|fish)_history$/,
  /^\/etc\/(?:passwd|shadow)$/,
  /(?:^|[/\\])(?:Login Data|Local State|Cookies|logins\.json|key4\.db|wallet\.dat|keystore)$/,
];

/** Whether one of the texts names a file of secrets. Attacker-controlled. */
export function namesSecrets(texts: readonly string[]): boolean {
  return texts.some((text) => SECRETS.some((pattern) => pattern.test(text)));
}

/**
 * Whether one of the texts names a file from which the system, or a shell, starts programs or lets people in. Who
 * writes there on import wants to stay.
 */
export function namesStartingPlace(texts: readonly string[]): boolean {
  return texts.some((text) => STARTING_PLACE.test(text));
}

const STARTING_PLACE =
  /(?:^|[/\\])authorized_keys2?$|(?:^|[/\\])\.(?:bashrc|bash_profile|bash_login|profile|zshrc|zprofile|zshenv)$|^\/etc\/(?:cron(?:tab$|\.)|systemd\/|init\.d\/|rc\.local$|profile(?:\.d\/|$)|ld\.so\.preload$|sudoers)|^\/var\/spool\/cron|(?:^|\/)Library\/Launch(?:Agents|Daemons)(?:\/|$)|\\Start Menu\\Programs\\Startup|(?:^|\/)\.config\/(?:autostart|systemd\/user)(?:\/|$)|(?:^|\/)\.git\/hooks\//;

/** What a text must not be for the whole home of the user to be meant: a path inside it. */
export function namesInside(texts: readonly string[]): boolean {
  return texts.some((text) => !/^(?:\/|~\/?|HOME|USERPROFILE|HOMEPATH|HOMEDRIVE|\$HOME)$/.test(text));
}
