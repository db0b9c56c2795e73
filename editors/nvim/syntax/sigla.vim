" Highlighting by regular expressions: what there is until the parser is installed, and in Neovim before 0.9.

if exists('b:current_syntax')
  finish
endif

syntax region siglaHeader start=/\%^---$/ end=/^---$/ contains=siglaKey,siglaHeaderComment keepend
syntax match siglaKey /^[a-z-]\+\ze:/ contained
syntax match siglaHeaderComment /^#.*/ contained

syntax match siglaComment /^%%.*/
syntax match siglaHeading /^#\{1,6} .*/ contains=siglaInsertion
syntax match siglaRole /^@[a-z-]\+/
syntax match siglaItem /^\s*\%(\d\+[.)]\|\a[.)]\|-\)\ze\s/
syntax match siglaFence /^:::.*/
syntax match siglaTable /^|\||\ze\s*$\|\s\zs|\ze\s/
syntax region siglaRaw start=/^```tei$/ end=/^```$/ keepend

" What the editor says, and what happened on the page; nothing inline crosses a blank line.
syntax region siglaInsertion start=/\\\@1<!\[/ end=/\]/ end=/^\s*$/me=s-1 contains=siglaLabel,siglaInsertion,siglaAct
syntax match siglaLabel /\[\@1<=[^][:]\{1,40}\ze: / contained
syntax region siglaAct start=/\\\@1<!{/ end=/}/ end=/^\s*$/me=s-1 contains=siglaInsertion,siglaAct

highlight default link siglaKey Identifier
highlight default link siglaHeader String
highlight default link siglaHeaderComment Comment
highlight default link siglaComment Comment
highlight default link siglaHeading Title
highlight default link siglaRole Identifier
highlight default link siglaItem Statement
highlight default link siglaFence PreProc
highlight default link siglaTable Delimiter
highlight default link siglaRaw PreProc
highlight default link siglaInsertion Special
highlight default link siglaLabel Keyword
highlight default link siglaAct Type

let b:current_syntax = 'sigla'
