// Who may not publish is not offered to replace a translation by its original.

const editor = document.querySelector(".js-translation-editor");
if (editor) {
  const props = JSON.parse(editor.dataset.props);
  if (!props.perms.canPublish) {
    props.links.convertToAliasUrl = null;
    editor.dataset.props = JSON.stringify(props);
  }
}
