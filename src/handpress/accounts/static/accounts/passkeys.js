// Passkeys: what the server asks goes to the browser, and what the browser answers to the server.
"use strict";
(() => {
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = list => (list || []).map(each => ({...each, id: bytes(each.id)}));

  async function create(options) {
    const publicKey = {
      ...options,
      challenge: bytes(options.challenge),
      user: {...options.user, id: bytes(options.user.id)},
      excludeCredentials: known(options.excludeCredentials),
    };
    const made = await navigator.credentials.create({publicKey});
    const {clientDataJSON, attestationObject} = made.response;
    return answer(made, {clientDataJSON, attestationObject});
  }

  async function get(options) {
    const publicKey = {...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials)};
    const given = await navigator.credentials.get({publicKey});
    const {clientDataJSON, authenticatorData, signature} = given.response;
    return answer(given, {clientDataJSON, authenticatorData, signature});
  }

  function answer(credential, response) {
    const coded = Object.fromEntries(Object.entries(response).map(([name, value]) => [name, text(value)]));
    return {id: credential.id, rawId: text(credential.rawId), type: credential.type, response: coded, clientExtensionResults: {}};
  }

  async function post(form, address, body) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = {"Content-Type": "application/json", "X-CSRFToken": token};
    const reply = await fetch(address, {method: "POST", headers, body: JSON.stringify(body), credentials: "same-origin"});
    const told = await reply.json();
    if (!reply.ok) throw new Error(told.error || form.dataset.failed);
    return told;
  }

  async function run(form) {
    const {passkey, question, answer: address, next} = form.dataset;
    const asked = await post(form, question, {});
    const answered = await (passkey === "create" ? create : get)(asked.options).catch(() => {
      throw new Error(form.dataset.failed);
    });
    const remember = Boolean(document.querySelector("[name=remember]")?.checked);
    return post(form, address, {question: asked.question, answer: answered, next, remember});
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    form.addEventListener("submit", event => {
      event.preventDefault();
      const status = form.querySelector("[role=status]");
      status.textContent = "";
      run(form).then(told => location.assign(told.next), error => { status.textContent = error.message; });
    });
  }
})();
