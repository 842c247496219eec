-- Runs inside Neovim: attaches gopls and our server to one buffer, asks both what
-- an editor asks, and writes down what it saw of each, as JSON.
--
-- Wants NODE, SERVER (a script), GOPLS, GO_MOD and OUT (a file) in the environment,
-- in MODULE the path of the requirement to ask about, and in EXPECTED how many
-- diagnostics of our server there are to wait for.

local LIMIT = 60000
local EXPECTED = tonumber(vim.env.EXPECTED)

local diagnosed = {}

local function must(value, what)
  if not value then error('waited in vain for ' .. what) end
  return value
end

-- Gopls tells in this way when it has said all that it has to say about a file.
local function heed_progress(err, result, context)
  local value = result.value
  if value.kind == 'begin' and value.title == 'diagnosing opened files' then
    diagnosed[result.token] = false
  elseif value.kind == 'end' and diagnosed[result.token] == false then
    diagnosed[result.token] = true
  end
  return vim.lsp.handlers['$/progress'](err, result, context)
end

local function start(name, cmd, options)
  local id = must(vim.lsp.start_client(vim.tbl_extend('force', {
    name = name,
    cmd = cmd,
    root_dir = vim.fn.fnamemodify(vim.env.GO_MOD, ':h'),
    get_language_id = function() return 'go.mod' end,
  }, options)), name .. ' to start')
  vim.lsp.buf_attach_client(0, id)
  return id
end

local function seen(id)
  local list = {}
  for _, one in ipairs(vim.diagnostic.get(0, { namespace = vim.lsp.diagnostic.get_namespace(id) })) do
    table.insert(list, {
      line = one.lnum, from = one.col, to = one.end_col, source = one.source, message = one.message,
    })
  end
  return list
end

local function run()
  vim.o.hidden = true
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.GO_MOD))
  local ids = {
    gopls = start('gopls', { vim.env.GOPLS, 'serve' }, {
      init_options = { verboseWorkDoneProgress = true },
      handlers = { ['$/progress'] = heed_progress },
    }),
    modproof = start('modproof', { vim.env.NODE, vim.env.SERVER, '--stdio' }, {}),
  }
  must(vim.wait(LIMIT, function()
    return vim.tbl_contains(vim.tbl_values(diagnosed), true) and #seen(ids.modproof) >= EXPECTED
  end, 20), 'both servers')

  local line = vim.fn.search([[\V]] .. vim.env.MODULE .. ' ', 'w') - 1
  local position = { line = line, character = 3 }
  local document = vim.lsp.util.make_text_document_params(0)
  local function ask(method, params)
    return must(vim.lsp.buf_request_sync(0, method, params, LIMIT), method)
  end
  local hovers = ask('textDocument/hover', { textDocument = document, position = position })
  local actions = ask('textDocument/codeAction', {
    textDocument = document,
    range = { start = position, ['end'] = position },
    context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, line) },
  })
  local report = { all = #vim.diagnostic.get(0), of = {} }
  for name, id in pairs(ids) do
    local hover = must(hovers[id], 'a hover of ' .. name)
    if hover.err or hover.error then error('hover of ' .. name .. ': ' .. vim.inspect(hover)) end
    report.of[name] = {
      diagnostics = seen(id),
      hover = hover.result.contents.value,
      titles = vim.tbl_map(function(action) return action.title end, (actions[id] or {}).result or {}),
    }
  end
  for _, id in pairs(ids) do vim.lsp.stop_client(id) end
  report.stopped = vim.wait(LIMIT, function() return #vim.lsp.get_active_clients() == 0 end, 20)
  return report
end

local fine, report = pcall(run)
local file = assert(io.open(vim.env.OUT, 'w'))
file:write(vim.json.encode(fine and report or { failure = tostring(report) }))
file:close()
vim.cmd('qall!')
