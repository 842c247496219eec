-- Runs inside Neovim: attaches the language server to a go.mod, asks all that an
-- editor asks, does the first fix, and writes down what it saw, as JSON.
--
-- Wants NODE, SERVER (a script), GO_MOD and OUT (a file) in the environment.

local LIMIT = 60000

local function must(value, what)
  if not value then error('waited in vain for ' .. what) end
  return value
end

local function seen(buffer)
  local list = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    local lsp = one.user_data and one.user_data.lsp or {}
    table.insert(list, {
      line = one.lnum, from = one.col, to = one.end_col, severity = one.severity,
      source = one.source, code = lsp.code or one.code, message = one.message,
    })
  end
  return list
end

local function count(buffer, code)
  local found = 0
  for _, one in ipairs(seen(buffer)) do
    if one.code == code then found = found + 1 end
  end
  return found
end

local function run()
  vim.o.hidden = true
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.GO_MOD))
  local buffer = vim.api.nvim_get_current_buf()
  local id = must(vim.lsp.start_client({
    name = 'modproof',
    cmd = { vim.env.NODE, vim.env.SERVER, '--stdio' },
    root_dir = vim.fn.fnamemodify(vim.env.GO_MOD, ':h'),
  }), 'the server to start')
  vim.lsp.buf_attach_client(buffer, id)
  local client = vim.lsp.get_client_by_id(id)
  local function ask(method, params)
    local answer = client.request_sync(method, params, LIMIT, buffer)
    if not answer then error(method .. ' was not answered') end
    if answer.err then error(method .. ': ' .. vim.inspect(answer.err)) end
    return answer.result
  end

  -- What is learnt is shown one by one: both copies that differ are waited for.
  must(vim.wait(LIMIT, function() return count(buffer, 'origin/diverged') == 2 end, 20), 'origin/diverged')
  local report = { diagnostics = seen(buffer) }

  local line = vim.fn.search([[boltdb-go/bolt]], 'w') - 1
  local document = vim.lsp.util.make_text_document_params(buffer)
  local position = { line = line, character = 3 }
  report.hover = ask('textDocument/hover', { textDocument = document, position = position })

  local about = {}
  for _, one in ipairs(vim.diagnostic.get(buffer, { lnum = line })) do
    table.insert(about, one.user_data and one.user_data.lsp and vim.tbl_extend('keep', {
      range = {
        start = { line = one.lnum, character = one.col },
        ['end'] = { line = one.end_lnum, character = one.end_col },
      },
      severity = one.severity, message = one.message, source = one.source,
    }, one.user_data.lsp) or nil)
  end
  local actions = ask('textDocument/codeAction', {
    textDocument = document,
    range = { start = position, ['end'] = position },
    context = { diagnostics = about },
  })
  report.titles = vim.tbl_map(function(action) return action.title end, actions)
  report.commands = vim.tbl_filter(function(action) return action.command ~= nil end, actions)
  local action = must(actions[1], 'a code action')
  if not action.edit then action = ask('codeAction/resolve', action) end
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  must(vim.wait(LIMIT, function()
    for _, one in ipairs(seen(buffer)) do
      if one.line == line then return false end
    end
    return true
  end, 20), 'the findings of the line to go')
  report.after = seen(buffer)
  vim.cmd('wall')

  vim.lsp.stop_client(id)
  report.stopped = vim.wait(LIMIT, function() return vim.lsp.get_client_by_id(id) == nil end, 20)
  return report
end

local fine, report = pcall(run)
local file = assert(io.open(vim.env.OUT, 'w'))
file:write(vim.json.encode(fine and report or { failure = tostring(report) }))
file:close()
vim.cmd('qall!')
